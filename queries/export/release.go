package export

import (
	"bufio"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"entente/graph"
)

// Release is a citable data set: files in some formats, and what others need to
// find, check, cite and judge it.
type Release struct {
	Title, Description, Version, License, URL string
	// Released is the day of publication, which nobody but the publisher knows; it
	// may be empty.
	Released string
	Creators []string
	Formats  []*Format // beside N-Quads, the ontology and the context, which are always there
	Options  Options
	Program  string   // version of the program
	Digests  []string // "gazetteer 3f..": of what read the articles
	Accuracy string   // the reader's own scores on gold, as a table; empty when they were not measured
	Limits   []string // what the reader does not code
}

// Names of files of a release.
const (
	SumsFile      = "SHA256SUMS"
	packageFile   = "datapackage.json"
	croissantFile = "croissant.json"
	datasetFile   = "dataset.jsonld"
	datasheetFile = "README.md"
	citationFile  = "CITATION.cff"
)

// GraphFile is the release's graph in N-Quads.
const GraphFile = "graph.nq"

// resource is a data file of a release.
type resource struct {
	path   string // with slashes
	format *Format
	bytes  int64
	sha256 string
}

// Write writes the release into a folder that must not exist or be empty; it is
// there whole or not at all.
func (rel Release) Write(ctx context.Context, dir string, r *graph.Reader) error {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return fmt.Errorf("release %s: the folder is not empty: name a new one", dir)
	}
	part := filepath.Clean(dir) + ".part"
	if err := os.RemoveAll(part); err != nil {
		return fmt.Errorf("release %s: %w", dir, err)
	}
	defer os.RemoveAll(part)
	if err := rel.write(ctx, part, r); err != nil {
		return fmt.Errorf("release %s: %w", dir, err)
	}
	if err := os.Remove(dir); err != nil && !os.IsNotExist(err) {
		return fmt.Errorf("release %s: %w", dir, err)
	}
	return os.Rename(part, dir)
}

func (rel Release) write(ctx context.Context, dir string, r *graph.Reader) error {
	v, err := newView(ctx, r, rel.Options)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, f := range rel.formats() {
		if err := f.put(ctx, dir, v); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	resources, err := rel.resources(dir)
	if err != nil {
		return err
	}
	c, err := v.contents(ctx)
	if err != nil {
		return err
	}
	for _, m := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{packageFile, func(w io.Writer) error { return indented(w, rel.dataPackage(resources)) }},
		{croissantFile, func(w io.Writer) error { return indented(w, rel.croissant(resources)) }},
		{datasetFile, func(w io.Writer) error { return indented(w, rel.dataset(resources, c)) }},
		{citationFile, func(w io.Writer) error { return rel.citation(w) }},
		{datasheetFile, func(w io.Writer) error { return rel.datasheet(w, resources, c) }},
	} {
		if err := whole(filepath.Join(dir, m.name), m.write); err != nil {
			return err
		}
	}
	return writeSums(dir)
}

// formats are all formats of the release, each once.
func (rel Release) formats() []*Format {
	all := []*Format{&NQuads, &Ontology, &Context}
	for _, f := range rel.Formats {
		if !slices.Contains(all, f) {
			all = append(all, f)
		}
	}
	return all
}

// put writes a format: graph.EXT, or a folder of its name.
func (f *Format) put(ctx context.Context, dir string, v *view) error {
	if len(f.parts) == 1 {
		return whole(filepath.Join(dir, "graph"+f.Ext), func(w io.Writer) error { return f.parts[0].write(ctx, w, v) })
	}
	if err := os.MkdirAll(filepath.Join(dir, f.Name), 0o755); err != nil {
		return err
	}
	for _, p := range f.parts {
		if err := whole(filepath.Join(dir, f.Name, p.name), func(w io.Writer) error { return p.write(ctx, w, v) }); err != nil {
			return err
		}
	}
	return nil
}

// resources lists the data files with their sizes and digests.
func (rel Release) resources(dir string) ([]resource, error) {
	var all []resource
	for _, f := range rel.formats() {
		paths := []string{"graph" + f.Ext}
		if len(f.parts) > 1 {
			paths = nil
			for _, p := range f.parts {
				paths = append(paths, f.Name+"/"+p.name)
			}
		}
		for _, p := range paths {
			size, sum, err := digestFile(filepath.Join(dir, filepath.FromSlash(p)))
			if err != nil {
				return nil, err
			}
			all = append(all, resource{p, f, size, sum})
		}
	}
	return all, nil
}

func digestFile(path string) (int64, string, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, "", err
	}
	defer f.Close()
	h := sha256.New()
	n, err := io.Copy(h, f)
	return n, hex.EncodeToString(h.Sum(nil)), err
}

// writeSums writes the digests of all files, as sha256sum does.
func writeSums(dir string) error {
	files, err := filesOf(dir)
	if err != nil {
		return err
	}
	return whole(filepath.Join(dir, SumsFile), func(w io.Writer) error {
		for _, f := range files {
			_, sum, err := digestFile(filepath.Join(dir, filepath.FromSlash(f)))
			if err != nil {
				return err
			}
			if _, err := fmt.Fprintf(w, "%s  %s\n", sum, f); err != nil {
				return err
			}
		}
		return nil
	})
}

// filesOf lists the files of a release but for the sums, sorted, with slashes.
func filesOf(dir string) ([]string, error) {
	var all []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if rel = filepath.ToSlash(rel); rel != SumsFile && !strings.HasSuffix(rel, ".part") {
			all = append(all, rel)
		}
		return err
	})
	slices.Sort(all)
	return all, err
}

// indented writes JSON.
func indented(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// contents is what a release holds, counted.
type contents struct {
	articles, groups, claims, facts, asserted int
	publishers, years, languages              map[string]int
	modalities, kinds, things                 map[string]int
	first, last                               string // days of publication
}

func (v *view) contents(ctx context.Context) (contents, error) {
	c := contents{publishers: map[string]int{}, years: map[string]int{}, languages: map[string]int{}, modalities: map[string]int{}, kinds: map[string]int{}, things: map[string]int{}}
	groups := map[graph.IRI]bool{}
	err := v.bibliography(ctx, func(a graph.Article) error {
		c.articles++
		groups[cmp.Or(a.Group, a.IRI)] = true
		c.publishers[cmp.Or(a.Publisher, "(not named)")]++
		c.languages[cmp.Or(a.Lang, "(not known)")]++
		day, _, ok := a.Published.Bounds()
		if !ok {
			c.years["undated"]++
			return nil
		}
		c.years[day.String()[:4]]++
		c.last = max(c.last, day.String())
		if c.first == "" || day.String() < c.first {
			c.first = day.String()
		}
		return nil
	})
	if err != nil {
		return c, err
	}
	c.groups = len(groups)
	err = v.claims(ctx, func(_ graph.Article, claim graph.Claim) error {
		c.claims++
		c.modalities[string(claim.Modality)]++
		c.kinds[claim.Kind]++
		return nil
	})
	if err != nil {
		return c, err
	}
	return c, v.things(ctx, func(t thing) error {
		c.things[string(t.Type)]++
		for _, f := range t.facts {
			c.facts++
			c.asserted += yes(f.asserted)
		}
		return nil
	})
}

// dataPackage is the Frictionless Data Package.
func (rel Release) dataPackage(resources []resource) map[string]any {
	var list []map[string]any
	for _, r := range resources {
		m := map[string]any{"name": resourceName(r.path), "path": r.path, "description": r.format.Short, "mediatype": mediaOf(r), "bytes": r.bytes, "hash": "sha256:" + r.sha256, "encoding": "utf-8"}
		if s := schemaOf(r.path); s != nil {
			m["profile"], m["schema"] = "tabular-data-resource", s
			if strings.HasSuffix(r.path, ".tsv") {
				m["format"], m["dialect"] = "tsv", map[string]any{"delimiter": "\t", "quoteChar": "\u0000"}
			}
		}
		list = append(list, m)
	}
	p := map[string]any{"profile": "data-package", "name": resourceName(rel.Title), "title": rel.Title, "description": rel.Description, "version": rel.Version, "resources": list}
	if rel.License != "" {
		p["licenses"] = []map[string]string{{"name": rel.License}}
	}
	if rel.URL != "" {
		p["homepage"] = rel.URL
	}
	var people []map[string]string
	for _, c := range rel.Creators {
		people = append(people, map[string]string{"title": c, "role": "author"})
	}
	if people != nil {
		p["contributors"] = people
	}
	return p
}

// resourceName is a name as data packages take them: small letters, digits, hyphens.
func resourceName(s string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return '-'
	}, s), "-")
}

// mediaOf is the media type of one file.
func mediaOf(r resource) string {
	switch filepath.Ext(r.path) {
	case ".csv":
		return "text/csv"
	case ".CSV":
		return "text/tab-separated-values"
	case ".json":
		return "application/json"
	case ".parquet":
		return "application/vnd.apache.parquet"
	case ".sh":
		return "application/x-sh"
	}
	return r.format.Media
}

// schemaOf is the schema of a file that is a table with one; nil for others.
func schemaOf(path string) *tableSchema {
	var s tableSchema
	switch path {
	case "csv/nodes.csv":
		s = nodeSchema()
	case "csv/edges.csv":
		s = edgeSchema()
		for _, k := range s.ForeignKeys {
			k["reference"].(map[string]any)["resource"] = "csv-nodes-csv"
		}
	case "graph.tsv":
		for _, c := range tripleColumns {
			typ := "string"
			if c == "start" || c == "end" {
				typ = "integer"
			}
			s.Fields = append(s.Fields, field{Name: c, Type: typ, Description: tripleAbout[c]})
		}
	default:
		return nil
	}
	return &s
}

// croissant is the metadata of MLCommons Croissant 1.0.
func (rel Release) croissant(resources []resource) map[string]any {
	var files, records []map[string]any
	for _, r := range resources {
		files = append(files, map[string]any{"@type": "cr:FileObject", "@id": r.path, "name": r.path, "description": r.format.Short, "contentUrl": r.path,
			"encodingFormat": mediaOf(r), "contentSize": fmt.Sprintf("%d B", r.bytes), "sha256": r.sha256})
		s := schemaOf(r.path)
		if s == nil {
			continue
		}
		name := resourceName(r.path)
		var fields []map[string]any
		for _, f := range s.Fields {
			fields = append(fields, map[string]any{"@type": "cr:Field", "@id": name + "/" + f.Name, "name": f.Name, "description": f.Description,
				"dataType": map[string]string{"string": "sc:Text", "integer": "sc:Integer", "boolean": "sc:Boolean"}[f.Type],
				"source":   map[string]any{"fileObject": map[string]string{"@id": r.path}, "extract": map[string]string{"column": f.Name}}})
		}
		records = append(records, map[string]any{"@type": "cr:RecordSet", "@id": name, "name": name, "field": fields})
	}
	m := map[string]any{"@context": croissantContext, "@type": "sc:Dataset", "conformsTo": "http://mlcommons.org/croissant/1.0", "distribution": files, "recordSet": records}
	maps.Copy(m, rel.schemaOrg())
	m["citeAs"] = strings.Join(slices.DeleteFunc([]string{strings.Join(rel.Creators, ", "), rel.Title, "version " + rel.Version, rel.URL}, func(s string) bool { return s == "" }), ". ")
	return m
}

// croissantContext is the context that Croissant 1.0 prescribes.
var croissantContext = json.RawMessage(`{"@language": "en", "@vocab": "https://schema.org/", "citeAs": "cr:citeAs", "column": "cr:column", "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/", "rai": "http://mlcommons.org/croissant/RAI/", "data": {"@id": "cr:data", "@type": "@json"}, "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/", "equivalentProperty": "cr:equivalentProperty", "examples": {"@id": "cr:examples", "@type": "@json"}, "extract": "cr:extract", "field": "cr:field", "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject", "fileSet": "cr:fileSet", "format": "cr:format", "includes": "cr:includes", "isLiveDataset": "cr:isLiveDataset", "jsonPath": "cr:jsonPath",
    "key": "cr:key", "md5": "cr:md5", "parentField": "cr:parentField", "path": "cr:path", "recordSet": "cr:recordSet", "references": "cr:references", "regex": "cr:regex",
    "repeated": "cr:repeated", "replace": "cr:replace", "samplingRate": "cr:samplingRate", "sc": "https://schema.org/", "separator": "cr:separator", "source": "cr:source", "subField": "cr:subField", "transform": "cr:transform"}`)

// schemaOrg is what Croissant and schema.org share.
func (rel Release) schemaOrg() map[string]any {
	m := map[string]any{"name": rel.Title, "description": rel.Description, "version": rel.Version}
	for key, value := range map[string]string{"license": rel.License, "url": rel.URL, "datePublished": rel.Released} {
		if value != "" {
			m[key] = value
		}
	}
	var people []map[string]string
	for _, c := range rel.Creators {
		people = append(people, map[string]string{"@type": "Person", "name": c})
	}
	if people != nil {
		m["creator"] = people
	}
	return m
}

// dataset is the description that search engines for data sets read.
func (rel Release) dataset(resources []resource, c contents) map[string]any {
	var files []map[string]any
	for _, r := range resources {
		files = append(files, map[string]any{"@type": "DataDownload", "name": r.path, "contentUrl": r.path, "encodingFormat": mediaOf(r), "contentSize": fmt.Sprintf("%d B", r.bytes), "sha256": r.sha256})
	}
	m := map[string]any{"@context": "https://schema.org/", "@type": "Dataset", "distribution": files, "isAccessibleForFree": true,
		"keywords": []string{"diplomacy", "international relations", "events", "knowledge graph", "news"}, "variableMeasured": slices.Sorted(maps.Keys(c.kinds))}
	if c.first != "" {
		m["temporalCoverage"] = c.first + "/" + c.last
	}
	maps.Copy(m, rel.schemaOrg())
	return m
}

// citation is the CITATION.cff.
func (rel Release) citation(w io.Writer) error {
	return buffered(w, func(b *bufio.Writer) error {
		b.WriteString("cff-version: 1.2.0\nmessage: \"If you use this data set, please cite it.\"\ntype: dataset\n")
		line := func(key, value string) {
			if value != "" {
				b.WriteString(key + ": " + yamlString(value) + "\n")
			}
		}
		line("title", rel.Title)
		line("abstract", rel.Description)
		b.WriteString("authors:\n")
		for _, c := range rel.Creators {
			b.WriteString("  - name: " + yamlString(c) + "\n")
		}
		if len(rel.Creators) == 0 {
			b.WriteString("  - name: \"unknown\"\n")
		}
		line("version", rel.Version)
		line("license", rel.License)
		line("url", rel.URL)
		line("date-released", rel.Released)
		return nil
	})
}

// yamlString is text as YAML in double quotes, which is JSON.
func yamlString(s string) string { return jsonString(flat(s)) }
