package web

import (
	"context"
	"strings"

	"entente/queries"

	"github.com/cayleygraph/cayley/graph"
)

// A stranger's script runs in goja, which gives it no files, no network and no
// modules; what it can take is time and memory. Both are bounded by queries.Run, which
// looks at the program's memory while the script runs; what asks for much in one
// call (repeat, padStart, typed arrays, long arrays) would be there before it
// looks, and refuses.

// prelude stands in front of every script, on one line, so that the lines of its
// errors stay right.
const prelude = `(function(){var most=1e6;` +
	`function bound(o,n,size){var f=o[n];Object.defineProperty(o,n,{value:function(){` +
	`if(!(size(this,arguments)<=most))throw new RangeError(n+": too large");return f.apply(this,arguments)}})}` +
	`bound(String.prototype,"repeat",function(s,a){return String(s).length*(Number(a[0])||0)});` +
	`bound(String.prototype,"padStart",function(s,a){return Number(a[0])||0});` +
	`bound(String.prototype,"padEnd",function(s,a){return Number(a[0])||0});` +
	`["concat","replace","replaceAll","normalize"].forEach(function(n){if(String.prototype[n])bound(String.prototype,n,function(s,a){` +
	`var l=String(s).length;for(var i=0;i<a.length;i++)l+=String(a[i]).length;return l})});` +
	`["join","fill","concat","flat"].forEach(function(n){if(Array.prototype[n])bound(Array.prototype,n,function(s){return s.length||0})});` +
	`var T=Object.getPrototypeOf(Uint8Array);` +
	`["ArrayBuffer","SharedArrayBuffer","DataView","Int8Array","Uint8Array","Uint8ClampedArray","Int16Array","Uint16Array","Int32Array",` +
	`"Uint32Array","Float32Array","Float64Array","BigInt64Array","BigUint64Array"].forEach(function(n){` +
	`try{delete this[n].prototype.constructor}catch(e){}delete this[n]},this);try{delete T.prototype.constructor}catch(e){}` +
	`}).call(this);`

// run runs a query within the bounds of time and memory.
func (s *server) run(ctx context.Context, qs graph.QuadStore, raw queries.Raw) (queries.Results, error) {
	raw.Memory = s.Memory
	if raw.Lang == "gizmo" && strings.TrimSpace(raw.Text) != "" {
		raw.Text = prelude + raw.Text
	}
	return queries.Run(ctx, qs, raw)
}
