package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// module is one that is linked, with the folder of its sources.
type module struct{ Path, Version, Dir string }

// modules are those linked into the program on any of the systems. What go.mod puts in the
// place of one is a room of ours.
func (d *dist) modules() ([]module, error) {
	var all []module
	for _, system := range []string{"linux", "windows", "darwin"} {
		out, err := output(d.root, []string{"GOOS=" + system, "GOARCH=amd64", "CGO_ENABLED=0", "GOFLAGS="}, "go", "list", "-deps", "-json=Module", "./cmd/entente")
		if err != nil {
			return nil, err
		}
		for lines := json.NewDecoder(bytes.NewReader(out)); ; {
			var p struct {
				Module *struct {
					module
					Replace *struct{}
				}
			}
			if err := lines.Decode(&p); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				return nil, err
			}
			if m := p.Module; m != nil && m.Version != "" && m.Replace == nil {
				all = append(all, m.module)
			}
		}
	}
	slices.SortFunc(all, func(a, b module) int { return cmp.Compare(a.Path, b.Path) })
	return slices.Compact(all), nil
}

// terms are the names of files that say on what terms a module is given.
var terms = regexp.MustCompile(`(?i)^(icu-)?(li[cs]en[cs]e|copying|notice|copyright|authors|patents|attrib)([.-].*)?$`)

// notices are the terms of all that is linked, which most of them want to be
// handed on with the program.
func (d *dist) notices() ([]byte, error) {
	modules, err := d.modules()
	if err != nil {
		return nil, err
	}
	var all bytes.Buffer
	fmt.Fprint(&all, "Entente is linked with the Go standard library and the modules below, and carries the web bundles\nbelow; these are their terms.\n")
	goroot, err := output(d.root, nil, "go", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	modules = append([]module{{Path: "The Go standard library", Dir: strings.TrimSpace(string(goroot))}}, modules...)
	for _, m := range modules {
		if n, err := d.addTerms(&all, m); err != nil {
			return nil, err
		} else if n == 0 {
			return nil, fmt.Errorf("%s %s: no file of terms", m.Path, m.Version)
		}
	}
	for _, name := range []string{"cytoscape.LICENSE", "material-icons.LICENSE"} {
		data, err := os.ReadFile(filepath.Join(d.root, "queries", "web", "bundle", name))
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&all, "\n%s\n%s\n\n%s", strings.Repeat("=", 80), name, data)
	}
	return all.Bytes(), nil
}

// addTerms adds the files of terms of a module and tells how many there are.
func (d *dist) addTerms(to *bytes.Buffer, m module) (int, error) {
	entries, err := os.ReadDir(m.Dir)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, e := range entries {
		if e.IsDir() || !terms.MatchString(e.Name()) {
			continue
		}
		data, err := os.ReadFile(filepath.Join(m.Dir, e.Name()))
		if err != nil {
			return n, err
		}
		n++
		fmt.Fprintf(to, "\n%s\n%s %s: %s\n\n%s", strings.Repeat("=", 80), m.Path, m.Version, e.Name(), data)
	}
	return n, nil
}
