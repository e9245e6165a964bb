// Command dist makes what is given to the world, out of the tree it stands in: for
// each system a static program in an archive with its manual pages, completions,
// notices and bill of materials, and the digests of all. What comes in is the
// tree, a version and a day (SOURCE_DATE_EPOCH); the same three give the same
// bytes in any folder and on any machine with the same Go.
package main

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

// targets are the systems that it is built for.
var targets = []string{"linux/amd64", "linux/arm64", "darwin/amd64", "darwin/arm64", "windows/amd64", "windows/arm64"}

func main() {
	log.SetFlags(0)
	log.SetPrefix("dist: ")
	d := &dist{}
	flag.StringVar(&d.root, "root", "../..", "the tree")
	flag.StringVar(&d.out, "out", "../../dist", "the folder that takes the archives")
	flag.StringVar(&d.version, "version", "dev", "the version, from the tag")
	only := flag.String("targets", strings.Join(targets, ","), "the systems to build for")
	table := flag.String("licences", "", "write the table of dependencies into this file and build nothing")
	flag.Parse()
	d.targets = strings.Split(*only, ",")
	run := d.run
	if *table != "" {
		run = func() error { return d.licences(*table) }
	}
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

// dist is one making of the archives.
type dist struct {
	root, out, version string
	targets            []string
	day                time.Time               // that all files bear
	found              map[string]cdx.Licenses // by module, once they were looked for
}

// run makes all of it, into an empty folder.
func (d *dist) run() error {
	var err error
	for _, path := range []*string{&d.root, &d.out} {
		if *path, err = filepath.Abs(*path); err != nil {
			return err
		}
	}
	if d.day, err = d.sourceDate(); err != nil {
		return err
	}
	if err := os.MkdirAll(d.out, 0o755); err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "entente-dist")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	host := filepath.Join(work, "host")
	if err := d.build(host, runtime.GOOS, runtime.GOARCH); err != nil {
		return err
	}
	shared, err := d.shared(host, work)
	if err != nil {
		return err
	}
	var names []string
	for _, target := range d.targets {
		made, err := d.target(target, work, shared)
		if err != nil {
			return fmt.Errorf("%s: %w", target, err)
		}
		names = append(names, made...)
	}
	return d.digests(names)
}

// sourceDate is the day of SOURCE_DATE_EPOCH, else that of the last commit.
func (d *dist) sourceDate() (time.Time, error) {
	text := os.Getenv("SOURCE_DATE_EPOCH")
	if text == "" {
		out, err := output(d.root, nil, "git", "log", "-1", "--format=%ct")
		if err != nil {
			return time.Time{}, fmt.Errorf("no day: set SOURCE_DATE_EPOCH: %w", err)
		}
		text = strings.TrimSpace(string(out))
	}
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH: %w", err)
	}
	return time.Unix(seconds, 0).UTC(), nil
}

// build builds the program for a system. Nothing of the machine enters it: no
// paths, no C, no state of the version control beside the version given.
func (d *dist) build(to, system, processor string) error {
	log.Printf("build %s/%s", system, processor)
	_, err := output(d.root, []string{"GOOS=" + system, "GOARCH=" + processor, "CGO_ENABLED=0", "GOFLAGS=", "GOAMD64=v1", "GOARM64=v8.0"},
		"go", "build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w -X main.version="+d.version, "-o", to, "./cmd/entente")
	return err
}

// file is one of an archive.
type file struct {
	name string
	data []byte
	mode fs.FileMode
}

// shared are the files that all archives have: what to read, notices, manual pages
// and completions, in this order.
func (d *dist) shared(program, work string) ([]file, error) {
	var all []file
	for _, name := range []string{"README.md", "CHANGELOG.md", "LICENSE", "CITATION.cff"} {
		data, err := os.ReadFile(filepath.Join(d.root, name))
		if err != nil {
			return nil, err
		}
		all = append(all, file{name, data, 0o644})
	}
	notices, err := d.notices()
	if err != nil {
		return nil, err
	}
	all = append(all, file{"NOTICES.txt", notices, 0o644})
	clean := []string{"ENTENTE_DB=", "ENTENTE_GAZETTEER=", "ENTENTE_TOKEN=", fmt.Sprint("SOURCE_DATE_EPOCH=", d.day.Unix())}
	man := filepath.Join(work, "man")
	if _, err := output(work, clean, program, "man", man); err != nil {
		return nil, err
	}
	pages, err := filepath.Glob(filepath.Join(man, "*.1"))
	if err != nil || len(pages) == 0 {
		return nil, fmt.Errorf("no manual pages: %v", err)
	}
	for _, page := range pages {
		data, err := os.ReadFile(page)
		if err != nil {
			return nil, err
		}
		all = append(all, file{"man/man1/" + filepath.Base(page), data, 0o644})
	}
	for shell, name := range map[string]string{"bash": "entente.bash", "zsh": "_entente", "fish": "entente.fish", "powershell": "entente.ps1"} {
		script, err := output(work, clean, program, "completion", shell)
		if err != nil {
			return nil, err
		}
		all = append(all, file{"completions/" + name, script, 0o644})
	}
	slices.SortFunc(all, func(a, b file) int { return strings.Compare(a.name, b.name) })
	return all, nil
}

// target makes the archive for one system and the bill of materials beside it.
func (d *dist) target(target, work string, shared []file) ([]string, error) {
	system, processor, ok := strings.Cut(target, "/")
	if !ok {
		return nil, fmt.Errorf("want a system and a processor, as linux/amd64")
	}
	name, pack := "entente", tarball
	if system == "windows" {
		name, pack = "entente.exe", zipfile
	}
	built := filepath.Join(work, system+"-"+processor, name)
	if err := d.build(built, system, processor); err != nil {
		return nil, err
	}
	program, err := os.ReadFile(built)
	if err != nil {
		return nil, err
	}
	bill, err := d.bill(built)
	if err != nil {
		return nil, err
	}
	folder := strings.Join([]string{"entente", strings.TrimPrefix(d.version, "v"), system, processor}, "-")
	files := append([]file{{name, program, 0o755}, {"sbom.cdx.json", bill, 0o644}}, shared...)
	for i := range files {
		files[i].name = folder + "/" + files[i].name
	}
	archive, err := pack(folder, files, d.day)
	if err != nil {
		return nil, err
	}
	names := []string{archive.name, folder + ".sbom.cdx.json"}
	if err := os.WriteFile(filepath.Join(d.out, names[0]), archive.data, 0o644); err != nil {
		return nil, err
	}
	return names, os.WriteFile(filepath.Join(d.out, names[1]), bill, 0o644)
}

// digests writes SHA256SUMS over what was made.
func (d *dist) digests(names []string) error {
	slices.Sort(names)
	var sums bytes.Buffer
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(d.out, name))
		if err != nil {
			return err
		}
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(data), name)
	}
	os.Stdout.Write(sums.Bytes())
	return os.WriteFile(filepath.Join(d.out, "SHA256SUMS"), sums.Bytes(), 0o644)
}

// output runs a command and returns what it prints; an error carries its complaint.
func output(dir string, env []string, name string, args ...string) ([]byte, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, complaint.Bytes())
	}
	return out, nil
}
