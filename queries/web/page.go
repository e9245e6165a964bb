package web

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"

	"entente/graph"
	"entente/graph/ontology"
	"entente/queries"
)

//go:embed pages
var pageFiles embed.FS

var pages = template.Must(template.New("").Funcs(template.FuncMap{
	"path": pathOf, "kind": kindOf, "plural": plural, "words": words, "counted": counted, "short": short,
	"way": wayOf, "cayley": cayleyLink, "join": strings.Join, "values": valuesOf, "undated": undated, "sentence": sentence,
	"sameName": sameName, "moreRows": moreRows,
	"typesOf": func(f queries.Filter) string {
		var all []string
		for _, t := range f.Types {
			all = append(all, kindOf(t))
		}
		return strings.Join(all, ",")
	},
}).ParseFS(pageFiles, "pages/*.html"))

// page is what every page is made of; Body is its own part.
type page struct {
	Title   string
	Here    string // "ask", "path", "load": the part of the menu that is open
	Static  bool   // a plain file: no forms, no search on the server
	Load    bool   // the page for loading is there
	Version string
	Typed   string // in the search field
	Gizmo   string // the page as a query
	JSON    string // where the page's data are to be had
	CSV     string
	Drawn   bool // the page has a picture
	Body    any
}

// show answers with a page.
func (s *server) show(w http.ResponseWriter, status int, name string, p page) {
	p.Version, p.Static, p.Load = s.Version, s.static, s.Load != nil
	var b bytes.Buffer
	if err := pages.ExecuteTemplate(&b, name, p); err != nil {
		s.Log.Error("page", "page", name, "err", err)
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	w.Write(b.Bytes())
}

// wrong answers with the page of an error, as JSON where that was asked for.
func (s *server) wrong(w http.ResponseWriter, r *http.Request, err error) {
	status := statusOf(err)
	if status == http.StatusServiceUnavailable {
		err = errors.New("this took too long: ask for less")
	}
	if status == http.StatusInternalServerError {
		s.Log.Error("request", "path", r.URL.Path, "err", err)
		err = errors.New("this went wrong here; the server's log says why")
	}
	if f := r.URL.Query().Get("format"); f == "json" || f == "csv" {
		fail(w, status, err)
		return
	}
	var means []queries.Ref
	var several *queries.AmbiguousError
	if errors.As(err, &several) {
		means = several.Means
	}
	s.show(w, status, "error.html", page{Title: http.StatusText(status), Body: map[string]any{"Status": status, "Err": sentence(err.Error()), "Means": means}})
}

// errNoPage is what an address without a page gets.
var errNoPage = fmt.Errorf("%w: there is no page at this address", queries.ErrName)

// statusOf says whose fault an error is.
func statusOf(err error) int {
	switch {
	case errors.Is(err, queries.ErrName), errors.Is(err, graph.ErrUnknown):
		return http.StatusNotFound
	case errors.Is(err, queries.ErrRequest), errors.Is(err, queries.ErrAmbiguous), errors.Is(err, queries.ErrQuery):
		return http.StatusBadRequest
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// sentence begins with a capital letter.
func sentence(s string) string {
	for i, r := range s {
		return string(unicode.ToUpper(r)) + s[i+len(string(r)):]
	}
	return s
}

// kind is a type of things that have pages.
type kind struct {
	Type   ontology.Type
	Plural string
	Listed bool // has a list of all of its kind, and a number on the first page
}

// kinds are the types of things that have pages, as their addresses name them.
var kinds = []kind{
	{ontology.Person, "people", true},
	{ontology.Country, "countries", true},
	{ontology.Organization, "organizations", true},
	{ontology.Place, "places", true},
	{ontology.Meeting, "meetings", true},
	{ontology.Agreement, "agreements", true},
	{ontology.Office, "offices", true},
	{ontology.Article, "articles", true},
	{ontology.Tenure, "tenures", false},
	{ontology.Event, "events", false},
	{ontology.Statement, "statements", false},
}

// pathOf is the address of a thing's page: /person/sergei-lavrov.
func pathOf(id graph.IRI) string {
	word, rest, _ := strings.Cut(string(id), ":")
	return "/" + word + "/" + url.PathEscape(rest)
}

// kindOf is the class of a thing's marks: "person".
func kindOf(t ontology.Type) string { return strings.ToLower(string(t)) }

func plural(t ontology.Type) string {
	for _, k := range kinds {
		if k.Type == t {
			return k.Plural
		}
	}
	return kindOf(t) + "s"
}

// counted writes a number with its noun.
func counted(n int, noun string) string {
	digits := thousands(n)
	if n == 1 {
		return digits + " " + noun
	}
	return digits + " " + noun + "s"
}

// thousands writes a number with commas.
func thousands(n int) string {
	data, err := json.Marshal(n)
	if err != nil {
		return ""
	}
	s := string(data)
	for i := len(s) - 3; i > 0 && n >= 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// short clips a text of more than n letters at a word.
func short(n int, s string) string {
	letters := []rune(s)
	if len(letters) <= n {
		return s
	}
	s = string(letters[:n])
	if cut := strings.LastIndexByte(s, ' '); cut > n/2 {
		s = s[:cut]
	}
	return s + "…"
}

// wayOf says in which way a thing is put by all its evidence: nothing while some
// claim asserts it, else the modality that tells most.
func wayOf(evidence any) ontology.Modality {
	var all []ontology.Modality
	switch e := evidence.(type) {
	case []queries.Evidence:
		for _, x := range e {
			all = append(all, x.Modality)
		}
	case []ontology.Modality:
		all = e
	case ontology.Modality:
		all = append(all, e)
	}
	for _, m := range []ontology.Modality{ontology.Denied, ontology.Negated, ontology.Planned, ontology.Proposed, ontology.Conditional, ontology.Alleged} {
		if slices.Contains(all, m) && !slices.ContainsFunc(all, ontology.Modality.Asserts) {
			return m
		}
	}
	return ""
}

// predicateWords are edges in the words of the trade: out of the thing, and into it.
var predicateWords = map[ontology.Predicate][2]string{
	"holds": {"holds the office", "held by"}, "represents": {"acts for", "people acting for it"},
	"citizenOf": {"citizen of", "citizens"}, "memberOf": {"member of", "members"},
	"of": {"office of", "offices"}, "holder": {"held by", "tenures"}, "office": {"office", "tenures"},
	"participant": {"took part", "took part in"}, "host": {"host", "was host of"}, "convener": {"called by", "called"},
	"place": {"where", "took place here"}, "date": {"when", ""}, "topic": {"about", "topic of"},
	"produced": {"led to", "came out of"}, "partOf": {"part of", "parts"}, "name": {"name", ""}, "type": {"kind", ""},
	"status": {"how it stands", ""}, "party": {"parties", "party to"}, "signedAt": {"signed at", "signed there"},
	"provision": {"provides", ""}, "replaces": {"replaces", "replaced by"}, "follows": {"follows", "followed by"},
	"actor": {"who", "did"}, "recipient": {"to whom", "was met with"}, "mode": {"mode", ""}, "amount": {"amount", ""}, "quantity": {"in numbers", ""},
	"speaker": {"speaker", "said"}, "addressee": {"said to", "was told"}, "about": {"about", "spoken of in"},
	"quote": {"words", ""}, "direct": {"direct speech", ""}, "in": {"lies in", "places in it"}, "capital": {"capital", "capital of"},
	"basedIn": {"based in", "based here"}, "title": {"title", ""}, "start": {"from", ""}, "end": {"until", ""},
	"heldOn": {"held on", ""}, "endedBefore": {"ended before", ""}, "actingOn": {"acting on", ""}, "designateOn": {"designate on", ""},
}

// words says what an edge means where one stands.
func words(p ontology.Predicate, inverse bool) string {
	if w, ok := predicateWords[p]; ok {
		if inverse && w[1] != "" {
			return w[1]
		}
		return w[0]
	}
	var b strings.Builder
	for _, r := range string(p) {
		if unicode.IsUpper(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	if inverse {
		b.WriteString(" of")
	}
	return b.String()
}

// cayleyLink opens a query in Cayley's page.
func cayleyLink(gizmo string) string { return "/cayley/#q=" + url.PathEscape(gizmo) }

// valuesOf finds a row's values under a column.
func valuesOf(r shownRow, column string) []queries.Value {
	for _, c := range r.Cells {
		if c.Column == column {
			return c.Values
		}
	}
	return nil
}

// sameName says where an address of the same thing elsewhere leads.
func sameName(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return address
	}
	return strings.TrimPrefix(u.Host, "www.") + " " + path.Base(u.Path)
}

// moreRows turns the address of an answer's data into that of a longer page.
func moreRows(data string) string {
	u, err := url.Parse(data)
	if err != nil {
		return ""
	}
	v := u.Query()
	v.Del("format")
	v.Set("limit", "500")
	return u.Path + "?" + v.Encode()
}

// Link is where the sentences stand that a fact's entry leaves out.
func (f shownFact) Link() string { return pathOf(f.Fact) }

// Link is where the sentences stand that a row leaves out.
func (r shownRow) Link() string { return pathOf(r.ID) }

// undated leaves out the day at the end of a name that stands beside its day.
func undated(label string) string {
	i := strings.LastIndexByte(label, ' ')
	if i > 0 && strings.Contains(label[i:], "-") && strings.Trim(label[i+1:], "0123456789-/~?") == "" {
		return label[:i]
	}
	return label
}
