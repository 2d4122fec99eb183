import { durationText } from '../../../findings/time-text.ts';
import { NOTABLE_SKEW_MS } from '../../../kube/server-clock.ts';
import { LEEWAY_MS } from '../../../kube/token-claims.ts';
import { fail, pass, unknown, warn } from '../../answer.ts';
import type { ClusterCheck } from '../../check.ts';
import { readClusterSkew } from '../../facts/skew.ts';

/** Whether this machine and the API server agree on the time, as the tokens that one issues are judged by the other. */
export const clockAgrees: ClusterCheck = {
  name: 'clock-agrees',
  category: 'connection',
  title: 'The clock of the API server agrees with that of this machine',
  reads: 'the Date of an answer to GET /version',
  causes: ['T20'],
  needs: ['api-server-answers'],
  pre: 'too',
  scope: 'cluster',
  async examine(cluster) {
    const skew = await cluster.once(readClusterSkew);
    if (skew === undefined) return [unknown('Its answers carry no Date')];
    const distance = Math.abs(skew);
    const message = `The clock of the API server is ${durationText(distance)} ${skew > 0 ? 'ahead of' : 'behind'} that of this machine. Set both by NTP.`;
    const evidence = [
      'Whether NTP sets the clock of this machine: timedatectl status',
      'An API server refuses tokens that by its clock are issued more than 60 s from now, and those that expired 60 s ago',
    ];
    if (distance > LEEWAY_MS) return [fail({ id: 'T20', message }, { evidence })];
    if (distance > NOTABLE_SKEW_MS) return [warn({ id: 'T20', message }, { evidence })];
    return [pass({ evidence: [`They are less than ${durationText(Math.max(1000, Math.ceil(distance / 1000) * 1000))} apart`] })];
  },
};
