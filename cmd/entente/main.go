// Entente reads news articles and builds a knowledge graph of diplomacy from
// them, every edge with its sentence. This package is the program: the command
// line comes in, text, JSON and exit statuses go out; one file a command, one
// line in commands. It stores nothing itself.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/term"
)

// version is set when the program is built.
var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	p := &program{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}
	if f, ok := p.stdout.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		p.width, _, _ = term.GetSize(int(f.Fd()))
		p.terminal = true
	}
	code := p.run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// program is what the commands share: where they read and write, and the flags
// that all of them have.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	terminal       bool // stdout is one
	width          int  // of the terminal in columns; 0 for none

	db      string
	skipped int  // articles passed over
	served  bool // the command runs until it is interrupted
}

// run runs one command line and returns its exit status.
func (p *program) run(ctx context.Context, args []string) int {
	root := p.root()
	root.SetArgs(args)
	root.SetIn(p.stdin)
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	err := root.ExecuteContext(ctx)
	if err == nil && ctx.Err() != nil && !p.served {
		err = ctx.Err()
	}
	if err == nil {
		if p.skipped > 0 {
			return exitSkipped
		}
		return exitOK
	}
	code := exitStatus(err)
	if code == exitInterrupted {
		fmt.Fprintln(p.stderr, "entente: interrupted")
		return code
	}
	if msg := err.Error(); msg != "" {
		fmt.Fprintln(p.stderr, "entente: "+plain(msg))
	}
	if code == exitUsage {
		fmt.Fprintln(p.stderr, "Run 'entente help' for the commands and their flags.")
	}
	return code
}
