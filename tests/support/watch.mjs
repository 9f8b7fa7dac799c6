// What every journey checks of its page, in either browser. The first two functions run in the page.
import { TOKEN, VIEWER } from './reference-api.mjs';

/** Reports violations of the Content-Security-Policy as console errors. Runs before the page's scripts. */
export function reportViolations() {
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
  });
}

/** The places of a page where a token could be seen or be left behind. */
export function openPlaces() {
  return {
    dom: document.documentElement.outerHTML,
    url: location.href,
    local: JSON.stringify({ ...localStorage }),
    session: JSON.stringify({ ...sessionStorage }),
  };
}

/**
 * The names of the places that hold a token.
 * @param {Record<string, string>} places
 * @returns {string[]}
 */
export function tokenPlaces(places) {
  return Object.keys(places).filter((place) => [TOKEN, VIEWER].some((secret) => places[place].includes(secret)));
}
