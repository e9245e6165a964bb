package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// console is a terminal in whose other end a person types.
type console struct {
	t    *testing.T
	end  *os.File // the person's
	seen chan []byte
	text []byte // shown since the last thing waited for
}

// openConsole starts a program on a terminal of its own.
func openConsole(t *testing.T, cmd *exec.Cmd) *console {
	t.Helper()
	end, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skipf("no terminals here: %v", err)
	}
	control := func(request uintptr, arg any) {
		var p uintptr
		switch arg := arg.(type) {
		case *int32:
			p = uintptr(unsafe.Pointer(arg))
		case *[4]uint16:
			p = uintptr(unsafe.Pointer(arg))
		}
		if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, end.Fd(), request, p); errno != 0 {
			t.Skipf("no terminals here: %v", errno)
		}
	}
	var number, lock int32
	control(syscall.TIOCSPTLCK, &lock)
	control(syscall.TIOCGPTN, &number)
	control(syscall.TIOCSWINSZ, &[4]uint16{40, 120})
	tty, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no terminals here: %v", err)
	}
	defer tty.Close()
	cmd.Stdin, cmd.Stdout, cmd.Stderr = tty, tty, tty
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	c := &console{t: t, end: end, seen: make(chan []byte, 1000)}
	go func() {
		defer close(c.seen)
		for {
			b := make([]byte, 4096)
			n, err := end.Read(b)
			if err != nil {
				return // the program has left
			}
			c.seen <- b[:n]
		}
	}()
	t.Cleanup(func() {
		cmd.Process.Kill()
		end.Close()
	})
	return c
}

func (c *console) types(keys string) *console {
	c.t.Helper()
	if _, err := c.end.WriteString(keys); err != nil {
		c.t.Fatal(err)
	}
	return c
}

// shows waits until some text is shown. While it waits, the keys given are typed
// again and again, for what can come too early.
func (c *console) shows(want string, again ...string) {
	c.t.Helper()
	limit, tick := time.After(2*time.Minute), time.NewTicker(200*time.Millisecond)
	defer tick.Stop()
	for {
		if i := bytes.Index(c.text, []byte(want)); i >= 0 {
			c.text = c.text[i+len(want):]
			return
		}
		select {
		case b, open := <-c.seen:
			if !open {
				c.t.Fatalf("the program left before it showed %q: %q", want, c.text)
			}
			c.text = append(c.text, b...)
		case <-tick.C:
			for _, keys := range again {
				c.types(keys)
			}
		case <-limit:
			c.t.Fatalf("%q is not shown: %q", want, c.text)
		}
	}
}

// TestPromptAtTerminal drives the prompt as a person at a terminal does.
func TestPromptAtTerminal(t *testing.T) {
	dir := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	entente := filepath.Join(dir, "entente")
	if err := os.Symlink(self, entente); err != nil {
		t.Fatal(err)
	}
	article := "Ministers meet\nMay 7, 2013 | The Harbour Courier\n\nMOSCOW — Russian Foreign Minister Sergei Lavrov met Secretary of State John Kerry in Moscow on Tuesday.\n"
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte(article), 0o644); err != nil {
		t.Fatal(err)
	}
	env := append(os.Environ(), "HOME="+dir, "XDG_STATE_HOME="+filepath.Join(dir, "state"), "TERM=xterm", "ENTENTE_DB="+filepath.Join(dir, "s.db"))
	run := func(args ...string) *exec.Cmd {
		cmd := exec.CommandContext(t.Context(), entente, args...)
		cmd.Env, cmd.Dir = env, dir
		return cmd
	}
	if out, err := run("load", "-q", "a.txt").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	cmd := run("query", "--timeout", "1s")
	c := openConsole(t, cmd)
	c.shows("gizmo> ")
	c.types("g.V('<person:sergei-l\t") // the rest of the name comes
	c.shows("sergei-lavrov>")
	c.types("').In('<ent:partic\t").shows("ipant>")
	c.types("').Save('<rdfs:label>', 'name').All()\r").shows("Lavrov")
	c.shows("1 result, ")
	c.shows("gizmo> ")
	c.types(":explain\r").shows(", about ")
	c.shows("1 result in ")
	c.types("while(true){}\r").shows("stopped after 1s")
	c.shows("gizmo> ")
	c.types(":timeout 10m\r").shows("gizmo> ")
	c.types("while(true){}\r").shows("\n")
	c.shows("interrupted", "\x03")
	c.shows("gizmo> ")
	c.types("g.V('what is this\x03") // given up
	c.shows("gizmo> ")
	c.types(":ask meetings --with Lavrof\r").shows("answering for Sergei Lavrov")
	c.shows("“Russian Foreign Minister")
	c.shows("gizmo> ")
	c.types("\x04")
	if err := cmd.Wait(); err != nil {
		t.Errorf("the session ends with %v", err)
	}
	again := run("query")
	c = openConsole(t, again)
	c.shows("gizmo> ")
	c.types("\x1b[A").shows(":ask meetings --with Lavrof")
	c.types("\x1b[A").shows("while(true){}")
	c.types("\x03").shows("gizmo> ")
	c.types(":quit\r")
	if err := again.Wait(); err != nil {
		t.Errorf("the session ends with %v", err)
	}
	kept, err := os.ReadFile(filepath.Join(dir, "state", "entente", "history"))
	if err != nil || !strings.Contains(string(kept), "while(true){}\n:ask meetings") || strings.Contains(string(kept), "what is this") {
		t.Errorf("kept of what was typed: %q, %v", kept, err)
	}
}
