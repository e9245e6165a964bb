//go:build !linux

package linear

// huge wishes for huge pages, which only Linux is asked for.
func huge[T any]([]T) {}
