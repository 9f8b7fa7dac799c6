/** Whether browsers forbid this page to call `base`: an https page may call http only on this computer (as in src/session/base_url.rs). */
export const isMixedContent = (protocol, base) => protocol === 'https:' && /^\s*http:\/\/(?!127\.|(localhost|\[::1\])([/:?#\s]|$))/i.test(base);
