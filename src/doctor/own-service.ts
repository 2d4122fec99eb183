/** The Service of the API server, which writes its Endpoints itself. Its nodes are no pods, and are on another network than those. */
export const OWN_SERVICE = 'default/kubernetes';
