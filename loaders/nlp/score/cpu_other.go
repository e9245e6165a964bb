//go:build !unix

package score

import "time"

// spent returns the time since the program began.
func spent() time.Duration { return time.Since(began) }
