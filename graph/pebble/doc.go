// Package pebble keeps a Cayley graph in Pebble, an ordered key-value store.
//
// It is a graph.QuadStore: open one and hand it to Cayley's paths, Gizmo or GraphQL.
//
//	s, err := pebble.Open(dir, pebble.Options{})  // or pebble.OpenMemory(0)
//	defer s.Close()
//	err = s.ApplyDeltas(deltas, graph.IgnoreOpts{IgnoreDup: true, IgnoreMissing: true})
//	v, err := s.Snapshot()                         // a question runs on one view
//	defer v.Close()
//	err = path.StartPath(v, x).In(p).Iterate(ctx).TagEach(...)
//
// Each ApplyDeltas is one atomic, synced batch; NewQuadWriter loads many quads as sorted tables. A Store may be used
// by many goroutines. Names are cheapest resolved late and together: collect the references, then call ValuesOf.
//
// # Asking
//
// A pattern of fixed nodes and one free one is read from one order of the quads; names, labels and Save tags of a step
// come from the key. Comparisons with numbers, times and dates are ranges. FollowRecursive of this package optimizes
// each step and reports errors, which that of package path does not. Each step looks at the context: a cancelled
// query stops within milliseconds and its iterator says so; Cayley's Chain may still return nil, so look at ctx.Err.
//
// # Keeping
//
// Open tells a *LockedError (someone has the store open), a *DamageError (a file is not as written), ErrNewerFormat and
// ErrOlderFormat apart; a *FullError refuses a write that the disk may not hold. After any other failed write the store
// answers every call with that error until it is opened again, and then holds every acknowledged batch, and each whole.
// Checkpoint copies a store in use; a checkpoint opened ReadOnly and checkpointed in turn restores it. Check reads
// everything and compares the parts with each other. Compact and Metrics are what they say.
//
// # Nodes
//
// A node is ten bytes: its class, then nine bytes of the SHA-256 of its value, or the value itself where that fits.
// So a node's name needs no counter and no lookup before a write, and the same quads make the same keys in any order.
// The address of an article, and those that begin with its hash, have nodes that begin with the same three bytes (kin).
// Integers, floats, times and the usual dates hold their value in an order-keeping form: below a predicate they
// stand sorted, and a range of them is a scan.
// Two values are one node when their String is equal, as everywhere in Cayley; times count nanoseconds as well.
// Two values with the same nine bytes are told apart by the dictionary; the second is refused with ErrCollision.
//
// # Keys
//
//	key                          value
//	00 "format"                  version of this layout, one byte
//	00 "totals"                  nodes and quads, two uvarints
//	01 node                      uses (uvarint), then the value; a long value: its length and digest
//	02 node                      a long value: fe and its bytes packed by zstd, or as it is
//	10 subject predicate object [label]     -
//	11 predicate object subject [label]     -
//	12 object subject predicate [label]     -    objects that may be subjects: identifiers and blank nodes
//	13 label subject predicate object       -    labelled quads whose subject is no kin of the label
//
// Uses counts how often quads name a node; a node with none leaves with the same batch. Each pattern of bound
// directions is a prefix of one of the four orders (label with predicate or object alone filters a short one), but
// for a number or a text of which no more is known, for which each predicate is asked, and for an article's label, which
// its kin have as subjects. The first two components, or the label, also stand in the tables' Bloom filters.
package pebble
