//go:build unix

package pebble

import (
	"io"
	"os"
	"syscall"
)

// lockFile takes the lock of a store on disk: readers share it, who writes has it alone. The lock goes with the
// open file, so a second opener in the same program is held off too, and the end of a program gives it back.
func lockFile(path string, shared bool) (io.Closer, error) {
	flags := os.O_RDWR | os.O_CREATE
	if shared {
		flags = os.O_RDONLY
	}
	f, err := os.OpenFile(path, flags, 0o644)
	if err != nil {
		return nil, err
	}
	how := syscall.LOCK_EX
	if shared {
		how = syscall.LOCK_SH
	}
	if err := syscall.Flock(int(f.Fd()), how|syscall.LOCK_NB); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}
