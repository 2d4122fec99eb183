#!/usr/bin/env node
// Hands over to the built program. Written so that every Node since 10 parses it (import() is the newest thing here): whoever
// runs it on an old one shall read which Node is needed, not a SyntaxError.
/* global process, console */

var running = process.versions.node.split('.').map(Number);

if (running[0] < 20 || (running[0] === 20 && running[1] < 19)) {
  console.error('k8s-disco needs Node.js 20.19 or newer, and this is ' + process.versions.node + '.');
  process.exit(2);
}

import('../dist/main.js').catch(function (error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  console.error('k8s-disco is not built (' + error.message + ').\nIn a checkout of its source, run: npm ci');
  process.exit(2);
});
