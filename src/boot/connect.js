// The glue code of the page for connecting, in a file of its own: where a connection is known, nothing of that page is fetched.
export { default as init, connect } from 'headless-ops-connect';
