// Bundles the style sheets and what they import, so that the page asks for one file, and for one more with the first part.
import { build } from 'esbuild';

await build({
  entryPoints: { style: 'style/index.css', 'style-later': 'style/later.css' },
  outdir: 'target',
  bundle: true,
  minify: true,
  external: ['*.svg'],
  logLevel: 'warning',
});
