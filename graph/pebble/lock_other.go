//go:build !unix

package pebble

import (
	"io"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// lockFile takes the lock of a store on disk. Here readers cannot share it.
func lockFile(path string, _ bool) (io.Closer, error) { return vfs.Default.Lock(path) }
