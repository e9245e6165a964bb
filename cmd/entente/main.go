// Command entente reads news articles and builds a knowledge graph of diplomacy from
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

	"entente/graph"
)

// version is set when the program is built.
var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	p := &program{stdin: &interruptible{ctx: ctx, r: os.Stdin}, stdout: os.Stdout, stderr: os.Stderr}
	if f, ok := p.stdout.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		p.width, _, _ = term.GetSize(int(f.Fd()))
		p.terminal = true
		p.colours = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	}
	if term.IsTerminal(int(os.Stderr.Fd())) {
		p.errWidth, _, _ = term.GetSize(int(os.Stderr.Fd()))
		p.errTerminal = true
	}
	out := &watched{w: p.stdout}
	p.stdout = out
	code := p.run(ctx, os.Args[1:])
	if code == exitOK && out.err != nil { // what is printed piece by piece is checked once
		fmt.Fprintln(p.stderr, "entente: "+plain(out.err.Error()))
		code = exitFailure
	}
	stop()
	os.Exit(code)
}

// watched is a writer that remembers its first error.
type watched struct {
	w   io.Writer
	err error
}

// Write writes on.
func (o *watched) Write(b []byte) (int, error) {
	n, err := o.w.Write(b)
	if o.err == nil {
		o.err = err
	}
	return n, err
}

// interruptible is a reader that a context ends while it waits.
type interruptible struct {
	ctx context.Context
	r   io.Reader
}

// Read reads on the side, so that whoever waits for a terminal or a pipe can stop.
func (i *interruptible) Read(b []byte) (int, error) {
	type result struct {
		data []byte
		err  error
	}
	done := make(chan result, 1)
	go func() {
		data := make([]byte, len(b))
		n, err := i.r.Read(data)
		done <- result{data[:n], err}
	}()
	select {
	case r := <-done:
		return copy(b, r.data), r.err
	case <-i.ctx.Done():
		return 0, i.ctx.Err()
	}
}

// program is what the commands share: where they read and write, and the flags
// that all of them have.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	terminal       bool // stdout is one
	colours        bool // stdout shows them and the person wants them
	width          int  // of the terminal in columns; 0 for none
	errTerminal    bool // stderr is one
	errWidth       int

	db         string
	judgements string       // the file of verdicts; empty for the one beside the store
	frames     []string     // files of frames with which --from reads
	skipped    int          // articles passed over
	served     bool         // the command runs until it is interrupted
	opened     *graph.Store // at the prompt: the store it stands on
}

// run runs one command line and returns its exit status.
func (p *program) run(ctx context.Context, args []string) int {
	if err := useGazetteer(args); err != nil {
		fmt.Fprintln(p.stderr, "entente: "+plain(err.Error()))
		return exitFailure
	}
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
