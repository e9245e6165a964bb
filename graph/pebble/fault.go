package pebble

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"regexp"
	"runtime"
	"sort"
	"strings"
	"syscall"

	lsm "github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// LockedError says that the store is open elsewhere.
type LockedError struct {
	Dir string // the store
	Err error  // what the system said
}

func (e *LockedError) Error() string {
	return fmt.Sprintf("store %s is in use by another program or opened twice: close it there first (%v)", e.Dir, e.Err)
}

func (e *LockedError) Unwrap() error { return e.Err }

// DamageError says that a file of the store is not as it was written.
type DamageError struct {
	Dir  string // the store
	File string // the damaged file
	Err  error  // what is wrong with it
}

func (e *DamageError) Error() string {
	return fmt.Sprintf("store %s: file %s is damaged: %v; restore the store from a checkpoint, or load the data again into a new directory",
		e.Dir, e.File, e.Err)
}

func (e *DamageError) Unwrap() error { return e.Err }

// FullError says that the disk has no room for a write. Nothing of the write was stored.
type FullError struct {
	Dir  string // the store
	Free uint64 // bytes left
}

func (e *FullError) Error() string {
	return fmt.Sprintf("store %s: disk is full (%d bytes left): make room, then write again", e.Dir, e.Free)
}

func (e *FullError) Unwrap() error { return syscall.ENOSPC }

// A fatal is what Pebble says when it cannot go on.
type fatal struct{ error }

// logger turns Pebble's Fatalf, which would end the program, into an error of this store.
type logger struct{ s *Store }

func (logger) Infof(string, ...any)  {}
func (logger) Errorf(string, ...any) {}

// Fatalf must not return. Below guard it unwinds to it; a goroutine of Pebble's own ends.
func (l logger) Fatalf(format string, args ...any) {
	err := fmt.Errorf(format, args...)
	for _, a := range args {
		if e, ok := a.(error); ok {
			err = fmt.Errorf("%w", e)
		}
	}
	l.s.fail(fmt.Errorf("store %s stopped: %w; open it again", l.s.dir, err))
	if guarded() {
		panic(fatal{l.s.failure()})
	}
	runtime.Goexit()
}

// guarded tells whether this goroutine is below guard.
func guarded() bool {
	pcs := make([]uintptr, 128)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	for {
		f, more := frames.Next()
		if strings.HasSuffix(f.Function, ".(*Store).guard") {
			return true
		}
		if !more {
			return false
		}
	}
}

// guard runs a call that may write, and returns as an error what Pebble calls fatal.
func (s *Store) guard(call func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			f, ok := r.(fatal)
			if !ok {
				panic(r)
			}
			err = f.error
		}
	}()
	return s.readError(call())
}

func (s *Store) fail(err error) { s.failed.CompareAndSwap(nil, &err) }

func (s *Store) failure() error {
	if p := s.failed.Load(); p != nil {
		return *p
	}
	return nil
}

// abandon lets go of a store that Pebble cannot close any more.
func (s *Store) abandon() {
	if s.lock == nil {
		return
	}
	s.lock.Close()
	if s.db != nil {
		s.lock.Close() // Pebble's own hold on it
	}
}

func (s *Store) events() *lsm.EventListener {
	return &lsm.EventListener{
		BackgroundError: func(err error) { s.stalled.Store(&err) },
		FlushEnd: func(i lsm.FlushInfo) {
			if i.Err == nil {
				s.stalled.Store(nil)
			}
		},
		DataCorruption: func(lsm.DataCorruptionInfo) {},
	}
}

var storeFile = regexp.MustCompile(`[0-9]{6,}\.(sst|log|blob)|(MANIFEST|OPTIONS)-[0-9]{6,}|marker\.[a-z-]+\.[0-9A-Za-z.-]+`)

// readError names the file in an error about damaged data.
func (s *Store) readError(err error) error {
	if err == nil || !lsm.IsCorruptionError(err) {
		return err
	}
	var d *DamageError
	if errors.As(err, &d) {
		return err
	}
	file := storeFile.FindString(err.Error())
	if info := lsm.ExtractDataCorruptionInfo(err); info != nil {
		file = s.fs.PathBase(info.Path)
	}
	return &DamageError{Dir: s.dir, File: file, Err: err}
}

// openError sorts out why a store does not open.
func (s *Store) openError(err error) error {
	var d *DamageError
	switch {
	case errors.As(err, &d), errors.Is(err, ErrNewerFormat):
		return fmt.Errorf("open: %w", err)
	case errors.Is(err, lsm.ErrDBDoesNotExist):
		return fmt.Errorf("open store %s: there is no store here: %w", s.dir, err)
	case isPermission(err), errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EROFS), errors.Is(err, syscall.EMFILE):
		return fmt.Errorf("open store %s: %w", s.dir, err)
	}
	if file := storeFile.FindString(err.Error()); file != "" {
		return &DamageError{Dir: s.dir, File: file, Err: err}
	}
	return fmt.Errorf("open store %s: %w", s.dir, s.readError(err))
}

// take locks the directory. A store on a read-only disk is read without a lock.
func (s *Store) take() (err error) {
	if !s.ro {
		if err := s.fs.MkdirAll(s.dir, 0o755); err != nil {
			return fmt.Errorf("open store %s: %w", s.dir, err)
		}
	}
	s.lock, err = lsm.LockDirectory(s.dir, s.fs)
	if err == nil {
		return nil
	}
	if isPermission(err) || errors.Is(err, syscall.EROFS) {
		if !s.ro {
			return fmt.Errorf("open store %s: %w", s.dir, err)
		}
		s.lock, err = lsm.LockDirectory(s.dir, unlocked{s.fs})
		return err
	}
	return &LockedError{Dir: s.dir, Err: err}
}

type unlocked struct{ vfs.FS }

func (unlocked) Lock(string) (io.Closer, error) { return io.NopCloser(nil), nil }

// room refuses a write that the disk may not hold: Pebble itself cannot go on after a failed write.
func (s *Store) room(size int) error {
	if p := s.stalled.Load(); p != nil && errors.Is(*p, syscall.ENOSPC) {
		return &FullError{Dir: s.dir}
	}
	u, err := s.fs.GetDiskUsage(s.dir)
	if err != nil {
		return nil // a file system that cannot say
	}
	if u.AvailBytes < uint64(size)+reserve {
		return &FullError{Dir: s.dir, Free: u.AvailBytes}
	}
	return nil
}

// reserve is what the disk must have left beside a write: the flush of the memory tables.
const reserve = 2 * memTable

// The seal is written when a store is closed. It lists the small files with their lengths and digests, because
// Pebble takes a damaged end of its manifest or log for the trace of a crash and would silently open an older state.
const sealName = "SEAL"

// sealed tells which files the seal lists: tables have checksums and lengths of their own.
func sealed(name string) bool {
	return storeFile.FindString(name) == name && !strings.HasSuffix(name, ".sst") && !strings.HasSuffix(name, ".blob")
}

// sealLines describes the small files of the directory.
func (s *Store) sealLines() (map[string]string, error) {
	list, err := s.fs.List(s.dir)
	if err != nil {
		return nil, err
	}
	lines := map[string]string{}
	for _, name := range list {
		if !sealed(name) {
			continue
		}
		b, err := s.readFile(name)
		if err != nil {
			return nil, err
		}
		lines[name] = fmt.Sprintf("%d %x", len(b), sha256.Sum256(b))
	}
	return lines, nil
}

func (s *Store) readFile(name string) ([]byte, error) {
	f, err := s.fs.Open(s.fs.PathJoin(s.dir, name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

func (s *Store) seal() error {
	lines, err := s.sealLines()
	if err != nil {
		return fmt.Errorf("seal store %s: %w", s.dir, err)
	}
	var b bytes.Buffer
	names := make([]string, 0, len(lines))
	for name := range lines {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Fprintf(&b, "%s %s\n", name, lines[name])
	}
	fmt.Fprintf(&b, "end %x\n", sha256.Sum256(b.Bytes()))
	if err := s.writeFile(sealName, b.Bytes()); err != nil {
		return fmt.Errorf("seal store %s: %w", s.dir, err)
	}
	return nil
}

// writeFile writes a file that is there whole or not at all.
func (s *Store) writeFile(name string, b []byte) error {
	path := s.fs.PathJoin(s.dir, name)
	f, err := s.fs.Create(path+".new", vfs.WriteCategoryUnspecified)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := s.fs.Rename(path+".new", path); err != nil {
		return err
	}
	return s.syncDir()
}

func (s *Store) syncDir() error {
	d, err := s.fs.OpenDir(s.dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// checkSeal compares the files with the seal, if the store was closed, and breaks it for writing.
func (s *Store) checkSeal() error {
	b, err := s.readFile(sealName)
	if err != nil {
		return nil // never closed: a new store, or a crash, which Pebble repairs
	}
	body, end, ok := bytes.Cut(b, []byte("end "))
	if !ok || string(bytes.TrimSpace(end)) != fmt.Sprintf("%x", sha256.Sum256(body)) {
		return &DamageError{Dir: s.dir, File: sealName, Err: errors.New("its digest does not fit")}
	}
	have, err := s.sealLines()
	if err != nil {
		return err
	}
	for sc := bufio.NewScanner(bytes.NewReader(body)); sc.Scan(); {
		name, want, _ := strings.Cut(sc.Text(), " ")
		got, ok := have[name]
		if !ok {
			return &DamageError{Dir: s.dir, File: name, Err: errors.New("it is missing")}
		}
		if got != want {
			return &DamageError{Dir: s.dir, File: name, Err: errors.New("its length or digest is not what was written")}
		}
	}
	if s.ro {
		return nil
	}
	if err := s.fs.Remove(s.fs.PathJoin(s.dir, sealName)); err != nil {
		return err
	}
	return s.syncDir()
}
