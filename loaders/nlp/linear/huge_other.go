//go:build !linux

package linear

// wish does nothing: only Linux is asked for huge pages.
func wish([]byte) {}
