// Trunk's pre_build hook: bundles the style sheets and their imports into one file for the first view and one for lazy chunks.
import { build } from 'esbuild';

await build({
  entryPoints: { style: 'style/index.css', 'style-lazy': 'style/lazy.css' },
  outdir: 'target',
  bundle: true,
  minify: true,
  external: ['*.svg'],
  logLevel: 'warning',
});
