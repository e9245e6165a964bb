//go:build unix

package score

import (
	"syscall"
	"time"
)

// spent returns the processor time that the process has used, which other work of
// the machine does not lengthen as it does the clock's.
func spent() time.Duration {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		return time.Since(began)
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}
