// One page for every address, rendered in the browser only.
export const ssr = false;
export const prerender = false;
