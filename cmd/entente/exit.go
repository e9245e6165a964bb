package main

import (
	"context"
	"errors"
	"fmt"

	"entente/graph"
	"entente/graph/pebble"
	"entente/queries"
)

// The exit statuses, which scripts may rely on. exitHelp documents them.
const (
	exitOK          = 0
	exitFailure     = 1
	exitUsage       = 2
	exitSkipped     = 3
	exitStore       = 4
	exitName        = 5
	exitInterrupted = 130
)

// exitHelp is the table of exit statuses as help shows it.
const exitHelp = `Exit statuses:
  0    done; a question without answers is done too
  1    failed: the line on standard error says why
  2    the command line was not understood
  3    done, but some articles were passed over; each is named on standard error
  4    the store is missing, locked, damaged or of a newer format, or verify found a fault
  5    a name is not in the graph, or may mean several things
  130  interrupted`

// usageError marks what the person at the command line can mend there.
type usageError struct{ error }

func usage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// storeError marks trouble with the store itself.
type storeError struct{ error }

func (e storeError) Unwrap() error { return e.error }

// exitStatus gives the exit status for an error.
func exitStatus(err error) int {
	var (
		use    usageError
		store  storeError
		locked *pebble.LockedError
		damage *pebble.DamageError
	)
	switch {
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &use), errors.Is(err, queries.ErrRequest):
		return exitUsage
	case errors.As(err, &store), errors.As(err, &locked), errors.As(err, &damage), errors.Is(err, pebble.ErrNewerFormat), errors.Is(err, pebble.ErrOlderFormat):
		return exitStore
	case errors.Is(err, queries.ErrName), errors.Is(err, queries.ErrAmbiguous), errors.Is(err, graph.ErrUnknown):
		return exitName
	}
	return exitFailure
}
