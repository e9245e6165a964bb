package pebble

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"runtime/debug"
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

// Pebble ends the program when its log or manifest cannot be written, by Fatalf or by a panic that nothing can catch.
// So a failed write of these files never comes back to it: the store is marked as failed, the goroutine that wrote waits
// for ever, and whoever called gets the error. A failed store answers every call with it, and can be opened again.

// logger takes what Pebble would end the program with.
type logger struct{ s *Store }

func (logger) Infof(string, ...any)  {}
func (logger) Errorf(string, ...any) {}

// Fatalf must not return.
func (l logger) Fatalf(format string, args ...any) {
	l.s.park(fmt.Errorf(format, args...))
}

// park marks the store as failed and never returns.
func (s *Store) park(err error) {
	s.fail(err)
	select {}
}

// fail keeps the first error, and ends all calls that guard watches.
func (s *Store) fail(err error) {
	s.failOnce.Do(func() {
		err = fmt.Errorf("store %s stopped: %w; open it again", s.dir, err)
		s.failed.Store(&err)
		close(s.stop)
	})
}

// guard runs a call that may write, and returns when it is done or the store has failed.
func (s *Store) guard(call func() error) error {
	done := make(chan error, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				s.fail(fmt.Errorf("panic: %v\n%s", r, debug.Stack()))
			}
		}()
		done <- s.readError(call())
	}()
	select {
	case err := <-done:
		return err
	case <-s.stop:
		return s.failure()
	}
}

// scheduler starts no more compactions once the store has failed. Pebble would begin one that failed again and again.
type scheduler struct {
	lsm.CompactionScheduler
	s *Store
}

func (c scheduler) Register(goroutines int, db lsm.DBForCompaction) {
	c.CompactionScheduler.Register(goroutines, scheduled{db, c.s})
}

type scheduled struct {
	lsm.DBForCompaction
	s *Store
}

func (d scheduled) GetAllowedWithoutPermission() int {
	if d.s.failure() != nil {
		return 0
	}
	return d.DBForCompaction.GetAllowedWithoutPermission()
}

// watched is the file system below Pebble.
type watched struct {
	vfs.FS
	s *Store
}

// vital tells which files Pebble cannot go on without.
func (w watched) vital(name string) bool {
	base := w.PathBase(name)
	return w.s.live.Load() && (strings.HasSuffix(base, ".log") || strings.HasPrefix(base, "MANIFEST-"))
}

// change runs a call that changes files. Once the store has failed it never returns: the goroutines that Pebble left
// running must not touch a store that may be open again, nor try for ever what cannot succeed.
func (w watched) change(name string, call func() error) error {
	w.s.gate.RLock()
	if w.s.failure() != nil {
		w.s.gate.RUnlock()
		select {}
	}
	err := call()
	w.s.gate.RUnlock()
	if err != nil && w.vital(name) {
		w.s.park(fmt.Errorf("write %s: %w", w.PathBase(name), err))
	}
	return err
}

// file is change for a call that makes a file.
func (w watched) file(name string, call func() (vfs.File, error)) (f vfs.File, err error) {
	err = w.change(name, func() (err error) { f, err = call(); return err })
	if err != nil {
		return nil, err
	}
	return watchedFile{f, w, name}, nil
}

func (w watched) Create(name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	return w.file(name, func() (vfs.File, error) { return w.FS.Create(name, c) })
}

func (w watched) ReuseForWrite(old, name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	return w.file(name, func() (vfs.File, error) { return w.FS.ReuseForWrite(old, name, c) })
}

func (w watched) OpenReadWrite(name string, c vfs.DiskWriteCategory, o ...vfs.OpenOption) (vfs.File, error) {
	return w.file(name, func() (vfs.File, error) { return w.FS.OpenReadWrite(name, c, o...) })
}

func (w watched) Link(old, name string) error {
	return w.change(name, func() error { return w.FS.Link(old, name) })
}

func (w watched) Rename(old, name string) error {
	return w.change(name, func() error { return w.FS.Rename(old, name) })
}

func (w watched) Remove(name string) error {
	return w.change("", func() error { return w.FS.Remove(name) })
}

func (w watched) RemoveAll(name string) error {
	return w.change("", func() error { return w.FS.RemoveAll(name) })
}

type watchedFile struct {
	vfs.File
	fs   watched
	name string
}

func (f watchedFile) change(call func() error) error { return f.fs.change(f.name, call) }

func (f watchedFile) Write(p []byte) (n int, err error) {
	err = f.change(func() (err error) { n, err = f.File.Write(p); return err })
	return n, err
}

func (f watchedFile) WriteAt(p []byte, at int64) (n int, err error) {
	err = f.change(func() (err error) { n, err = f.File.WriteAt(p, at); return err })
	return n, err
}

func (f watchedFile) SyncTo(to int64) (full bool, err error) {
	err = f.change(func() (err error) { full, err = f.File.SyncTo(to); return err })
	return full, err
}

func (f watchedFile) Preallocate(at, n int64) error {
	return f.change(func() error { return f.File.Preallocate(at, n) })
}

func (f watchedFile) Sync() error     { return f.change(f.File.Sync) }
func (f watchedFile) SyncData() error { return f.change(f.File.SyncData) }
func (f watchedFile) Close() error    { return f.change(f.File.Close) }

func (s *Store) failure() error {
	if p := s.failed.Load(); p != nil {
		return *p
	}
	return nil
}

// abandon lets go of a store that Pebble cannot close any more, when nothing changes its files any longer.
func (s *Store) abandon() {
	s.gate.Lock() // for ever
	s.lock.Close()
}

// events listens to Pebble. A flush or compaction that fails would be tried for ever, and writes would wait for it.
func (s *Store) events() *lsm.EventListener {
	return &lsm.EventListener{
		BackgroundError: func(err error) {
			if !errors.Is(err, lsm.ErrCancelledCompaction) && s.live.Load() {
				s.fail(s.readError(err))
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
	case errors.As(err, &d):
		return err
	case errors.Is(err, ErrNewerFormat), errors.Is(err, ErrOlderFormat):
		return fmt.Errorf("open store %s: %w", s.dir, err)
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
	path := s.fs.PathJoin(s.dir, lockName)
	if s.fs == vfs.Default {
		s.lock, err = lockFile(path, s.ro)
	} else {
		s.lock, err = s.fs.Lock(path)
	}
	if err == nil {
		return nil
	}
	if s.ro && errors.Is(err, fs.ErrNotExist) { // a copy without its lock: nobody can have it open to write
		s.lock = io.NopCloser(nil)
		return nil
	}
	if isPermission(err) || errors.Is(err, syscall.EROFS) {
		if s.lock = io.NopCloser(nil); s.ro {
			return nil
		}
		return fmt.Errorf("open store %s: %w", s.dir, err)
	}
	return &LockedError{Dir: s.dir, Err: err}
}

const lockName = "LOCK" // as Pebble calls it

// Lock does nothing: the store holds the lock itself, and lets go of it once, whatever became of Pebble.
func (watched) Lock(string) (io.Closer, error) { return io.NopCloser(nil), nil }

// room refuses a write that the disk may not hold: Pebble itself cannot go on after a failed write.
func (s *Store) room(size int) error {
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
