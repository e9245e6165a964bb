package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"
	"github.com/CycloneDX/cyclonedx-gomod/pkg/licensedetect/local"
	"github.com/rs/zerolog"
)

// embedded are the components inside the program that are no Go modules, as
// queries/web/bundle/README.md and graph/gazetteer/README.md list them.
var embedded = []component{
	{Name: "cytoscape", Version: "3.35.0", Purl: "pkg:npm/cytoscape@3.35.0", licence: "MIT"},
	{Name: "cytoscape-fcose", Version: "2.2.0", Purl: "pkg:npm/cytoscape-fcose@2.2.0", licence: "MIT"},
	{Name: "cose-base", Version: "2.2.0", Purl: "pkg:npm/cose-base@2.2.0", licence: "MIT"},
	{Name: "layout-base", Version: "2.0.1", Purl: "pkg:npm/layout-base@2.0.1", licence: "MIT"},
	{Name: "monaco-editor", Version: "0.18.1", Purl: "pkg:npm/monaco-editor@0.18.1", licence: "MIT"},
	{Name: "@fontsource/material-icons", Version: "5.3.0", Purl: "pkg:npm/%40fontsource/material-icons@5.3.0", licence: "Apache-2.0"},
}

// seen are licences read by people, where the detector finds none, a part, or a
// kindred one.
var seen = map[string]string{
	"entente":                       "Apache-2.0",
	"./loaders/article/dateparser":  "Apache-2.0",
	"std":                           "BSD-3-Clause",
	"github.com/dop251/goja":        "MIT",
	"github.com/gogo/protobuf":      "BSD-3-Clause",
	"github.com/gogs/chardet":       "MIT AND ICU",
	"github.com/saintfish/chardet":  "MIT AND ICU",
	"github.com/klauspost/compress": "Apache-2.0 AND BSD-3-Clause AND MIT",
	"go.yaml.in/yaml/v3":            "MIT AND Apache-2.0",
	"golang.org/x/exp":              "BSD-3-Clause",
	"golang.org/x/net":              "BSD-3-Clause",
	"golang.org/x/sys":              "BSD-3-Clause",
	"golang.org/x/term":             "BSD-3-Clause",
	"golang.org/x/text":             "BSD-3-Clause",
}

// component is what the bill says of one, as far as it is read or written here.
type component struct {
	Type     string    `json:"type"`
	Name     string    `json:"name"`
	Version  string    `json:"version"`
	Purl     string    `json:"purl"`
	Licences []licence `json:"licenses,omitempty"`
	Evidence *struct {
		Licences []licence `json:"licenses"`
	} `json:"evidence,omitempty"`

	licence string
}

type licence struct {
	Licence struct {
		ID string `json:"id"`
	} `json:"license"`
}

// ids are the SPDX names of a component's licences, joined.
func (c component) ids() string {
	if id := seen[c.Name]; id != "" {
		return id
	}
	all := c.Licences
	if c.Evidence != nil {
		all = append(all, c.Evidence.Licences...)
	}
	var ids []string
	for _, l := range all {
		ids = append(ids, l.Licence.ID)
	}
	slices.Sort(ids)
	return strings.Join(slices.Compact(ids), ", ")
}

// bill makes the bill of materials of a program in CycloneDX: cyclonedx-gomod reads
// the modules that are linked; what it can not know is added. Without serial number and
// time it is a function of the program.
func (d *dist) bill(program string) ([]byte, error) {
	raw, err := output(".", []string{"GOFLAGS=-trimpath", "CGO_ENABLED=0"}, "go", "tool", "cyclonedx-gomod", "bin", "-json",
		"-noserial", "-notimestamp", "-std", "-version", semantic(d.version), "-output-version", "1.6", program)
	if err != nil {
		return nil, err
	}
	var bill map[string]any
	if err := json.Unmarshal(raw, &bill); err != nil {
		return nil, fmt.Errorf("bill of materials: %w", err)
	}
	found, err := d.detected()
	if err != nil {
		return nil, err
	}
	components, _ := bill["components"].([]any)
	for _, c := range components {
		fields := c.(map[string]any)
		name := fmt.Sprint(fields["name"])
		if all := found[name]; len(all) > 0 {
			fields["evidence"] = map[string]any{"licenses": all}
		}
		if id := seen[name]; id != "" {
			fields["licenses"] = licences(id)
		}
	}
	for _, c := range embedded {
		components = append(components, map[string]any{"bom-ref": c.Purl, "type": "library", "name": c.Name, "version": c.Version,
			"purl": c.Purl, "licenses": licences(c.licence)})
	}
	bill["components"] = components
	if about, ok := bill["metadata"].(map[string]any); ok {
		if self, ok := about["component"].(map[string]any); ok {
			self["licenses"] = licences(seen["entente"])
		}
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err = e.Encode(bill)
	return out.Bytes(), err
}

// detected are the licences that cyclonedx-gomod's detector finds in the sources of each
// module. Its program would fetch the modules for that, and fails where go.mod has one of
// ours in the place of another.
func (d *dist) detected() (map[string]cdx.Licenses, error) {
	if d.found != nil {
		return d.found, nil
	}
	modules, err := d.modules()
	if err != nil {
		return nil, err
	}
	d.found = map[string]cdx.Licenses{}
	detector := local.NewDetector(zerolog.Nop())
	for _, m := range modules {
		all, err := detector.Detect(m.Path, m.Version, m.Dir)
		if err != nil {
			return nil, fmt.Errorf("%s: its licence: %w", m.Path, err)
		}
		for i := range all {
			d.found[m.Path] = append(d.found[m.Path], cdx.LicenseChoice{License: &all[i]})
		}
	}
	return d.found, nil
}

func licences(id string) []any {
	if strings.Contains(id, " AND ") {
		return []any{map[string]any{"expression": id}}
	}
	return []any{map[string]any{"license": map[string]any{"id": id}}}
}

// semantic makes a version of the kind that Go knows of one that git describes.
func semantic(version string) string {
	if strings.HasPrefix(version, "v") && strings.Count(version, ".") >= 2 {
		return version
	}
	return "v0.0.0-" + version
}

// licences writes the table of all that is linked or embedded, with licences.
func (d *dist) licences(path string) error {
	work, err := os.MkdirTemp("", "entente-dist")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	var all []component
	for _, system := range []string{"linux", "windows", "darwin"} { // a module may be linked on one of them alone
		program := filepath.Join(work, system)
		if err := d.build(program, system, "amd64"); err != nil {
			return err
		}
		raw, err := d.bill(program)
		if err != nil {
			return err
		}
		var bill struct{ Components []component }
		if err := json.Unmarshal(raw, &bill); err != nil {
			return err
		}
		all = append(all, bill.Components...)
	}
	slices.SortFunc(all, func(a, b component) int { return strings.Compare(a.Name, b.Name) })
	all = slices.CompactFunc(all, func(a, b component) bool { return a.Name == b.Name })
	var table bytes.Buffer
	fmt.Fprint(&table, "# What the program is made of\n\nEvery module linked into it and every bundle it carries, by `make licences`. "+
		"The texts of the licences are in\n`NOTICES.txt` of each archive, a bill of materials in CycloneDX beside it.\n\n| module | version | licence |\n|---|---|---|\n")
	for _, c := range all {
		ids := c.ids()
		if ids == "" {
			return fmt.Errorf("%s %s: no licence found: read it and add it to seen", c.Name, c.Version)
		}
		if c.Name == "std" {
			c.Version = "" // that of whoever builds
		}
		fmt.Fprintf(&table, "| %s | %s | %s |\n", c.Name, c.Version, ids)
	}
	return os.WriteFile(path, table.Bytes(), 0o644)
}
