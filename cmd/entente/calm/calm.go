// Package calm puts off garbage collection while the program starts. The libraries
// that it links make tables of 95 MB before main is called, of which nothing is
// garbage; collections look through them nine times, a third of the time of a start.
// How often they come follows from what is in use, and the setting of it can be
// changed in main only: so something large is in use until then. It imports nothing,
// and its path is among the first, so it is there before the tables. It stores nothing.
package calm

// ballast is never touched, so it takes addresses and no memory.
var ballast = make([]byte, 128<<20)

// End lets collections come as usual.
func End() { ballast = nil }
