/** How many objects the gateway asks for at a time (informer_factory.lua, all releases). */
export const GATEWAY_PAGE_SIZE = 120;
