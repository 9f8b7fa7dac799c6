// Bundles style/index.css and what it imports, so that the page asks for one file; Trunk copies and hashes but doesn't bundle.
import { build } from 'esbuild';

await build({
  entryPoints: ['style/index.css'],
  outfile: 'target/style.css',
  bundle: true,
  minify: true,
  external: ['*.svg'],
  logLevel: 'warning',
});
