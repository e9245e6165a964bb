package export

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Checked is one file of a release that was looked at.
type Checked struct {
	Path   string   `json:"path"`
	Faults []string `json:"faults,omitempty"`
}

// sumLine is a line of SHA256SUMS.
var sumLine = regexp.MustCompile(`^([0-9a-f]{64})  (.+)$`)

// VerifyRelease checks a release: each file has its digest and each is listed, the
// metadata tell the same sizes and digests, tables and records are of their format,
// and the graph is sorted N-Quads, each line once. The error is for a folder that
// is no release.
func VerifyRelease(dir string) ([]Checked, error) {
	sums, err := readSums(filepath.Join(dir, SumsFile))
	if err != nil {
		return nil, fmt.Errorf("verify %s: %w (a release has a file %s)", dir, err, SumsFile)
	}
	files, err := filesOf(dir)
	if err != nil {
		return nil, fmt.Errorf("verify %s: %w", dir, err)
	}
	for path := range sums {
		if !slices.Contains(files, path) {
			files = append(files, path)
		}
	}
	slices.Sort(files)
	told := metadata(dir)
	var all []Checked
	for _, path := range files {
		c := Checked{Path: path}
		c.file(dir, sums, told)
		all = append(all, c)
	}
	return all, nil
}

func readSums(path string) (map[string]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	sums := map[string]string{}
	for n, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		m := sumLine.FindStringSubmatch(line)
		if m == nil || !filepath.IsLocal(filepath.FromSlash(m[2])) {
			return nil, fmt.Errorf("%s: line %d is none of a digest and a file", path, n+1)
		}
		sums[m[2]] = m[1]
	}
	return sums, nil
}

// told is what the metadata say of a file.
type told struct {
	where, sha256 string
	bytes         int64
}

// metadata reads what the data package, Croissant and schema.org say of each file.
func metadata(dir string) map[string][]told {
	all := map[string][]told{}
	var pack struct {
		Resources []struct {
			Path, Hash string
			Bytes      int64
		}
	}
	readJSON(filepath.Join(dir, packageFile), &pack)
	for _, r := range pack.Resources {
		all[r.Path] = append(all[r.Path], told{packageFile, strings.TrimPrefix(r.Hash, "sha256:"), r.Bytes})
	}
	for _, name := range []string{croissantFile, datasetFile} {
		var set struct {
			Distribution []struct{ ContentURL, ContentSize, Sha256 string }
		}
		readJSON(filepath.Join(dir, name), &set)
		for _, d := range set.Distribution {
			var n int64
			fmt.Sscanf(d.ContentSize, "%d B", &n)
			all[d.ContentURL] = append(all[d.ContentURL], told{name, d.Sha256, n})
		}
	}
	return all
}

func readJSON(path string, v any) {
	if data, err := os.ReadFile(path); err == nil {
		json.Unmarshal(data, v) // what cannot be read tells of no file, which is a fault of each
	}
}

func (c *Checked) fault(format string, args ...any) {
	c.Faults = append(c.Faults, fmt.Sprintf(format, args...))
}

// mostFaults is how many faults of one file's lines are told one by one.
const mostFaults = 20

// file checks one file.
func (c *Checked) file(dir string, sums map[string]string, metadata map[string][]told) {
	path := filepath.Join(dir, filepath.FromSlash(c.Path))
	size, sum, err := digestFile(path)
	if err != nil {
		c.fault("cannot be read: %v", err)
		return
	}
	switch want, ok := sums[c.Path]; {
	case !ok:
		c.fault("it is not in %s", SumsFile)
	case want != sum:
		c.fault("its digest is %s, %s says %s", sum, SumsFile, want)
	}
	format := formatOfFile(c.Path)
	if format == "" {
		return
	}
	if n := len(metadata[c.Path]); n != 3 {
		c.fault("%d of %s, %s and %s tell of it", n, packageFile, croissantFile, datasetFile)
	}
	for _, t := range metadata[c.Path] {
		if t.sha256 != sum || t.bytes != size {
			c.fault("%s tells another digest or size", t.where)
		}
	}
	c.content(path, format)
}

// content checks what stands in a file of a format.
func (c *Checked) content(path, format string) {
	f, err := os.Open(path)
	if err != nil {
		c.fault("cannot be read: %v", err)
		return
	}
	defer f.Close()
	n := 0
	report := func(line int, what string) {
		if n++; n <= mostFaults {
			c.fault("line %d: %s", line, what)
		}
	}
	switch check := Checks[format]; {
	case check != nil:
		err = check(f, report)
	case format == "nquads" || format == "ntriples":
		err = inOrder(f, report)
	}
	if err != nil {
		c.fault("cannot be read: %v", err)
	}
	if n > mostFaults {
		c.fault("%d lines more", n-mostFaults)
	}
}

// inOrder reports lines that are not behind the one before.
func inOrder(f *os.File, report func(int, string)) error {
	last := ""
	return lines(bufio.NewReader(f), func(n int, line string) {
		if n > 1 && line <= last {
			report(n, "not sorted, or there twice")
		}
		last = line
	})
}

// formatOfFile is the name of the format of a file of a release; empty for metadata.
func formatOfFile(path string) string {
	for _, f := range Formats {
		if path == "graph"+f.Ext || len(f.parts) > 1 && strings.HasPrefix(path, f.Name+"/") {
			return f.Name
		}
	}
	return ""
}
