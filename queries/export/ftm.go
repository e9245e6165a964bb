package export

import (
	"bufio"
	"cmp"
	"context"
	"crypto/sha1"
	"encoding/hex"
	"io"
	"maps"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"
)

// FtM is entities of FollowTheMoney, a line each, for Aleph, OpenSanctions' tools
// and the like. Only what some claim gives as having been the case is there:
// FollowTheMoney has no place for what is planned or denied, nor for the spans.
var FtM = Format{
	Name: "ftm", Ext: ".ftm.json", Media: "application/json+ftm", Group: "Investigations and sources",
	Short: "FollowTheMoney entities, a line each, for Aleph and OpenSanctions' tools",
	parts: one(func(ctx context.Context, w io.Writer, v *view) error {
		return buffered(w, func(b *bufio.Writer) error {
			return v.ftm(ctx, func(e ftmEntity) error { return jsonLine(b, e) })
		})
	}),
}

// Statements is the same entities as statements of FollowTheMoney: a value a line,
// with the first and the last day on which an article told it.
var Statements = Format{
	Name: "ftm-statements", Ext: ".statements.json", Media: "application/x-ndjson", Group: "Investigations and sources",
	Short: "FollowTheMoney statements as JSON lines, a value each",
	parts: one(func(ctx context.Context, w io.Writer, v *view) error {
		return buffered(w, func(b *bufio.Writer) error {
			return v.ftm(ctx, func(e ftmEntity) error { return writeStatements(b, e) })
		})
	}),
}

// ftmDataset is the name of the data set in statements.
const ftmDataset = "entente"

// ftmEntity is an entity; values of properties are lists of strings.
type ftmEntity struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`

	firstSeen, lastSeen string
}

func newFtM(id, schema string) ftmEntity {
	return ftmEntity{ID: id, Schema: schema, Properties: map[string][]string{}}
}

// ftmBounds are the letters that FollowTheMoney's types hold, by property, where words
// of articles can be longer: its own library refuses or cuts such values.
var ftmBounds = map[string]int{"name": 384, "alias": 384, "location": 250, "author": 1024, "keywords": 1024, "position": 1024, "publisher": 1024,
	"role": 1024, "title": 1024}

// add adds values that are not empty, each once, with single spaces.
func (e *ftmEntity) add(prop string, values ...string) {
	for _, v := range values {
		v = within(strings.Join(strings.Fields(flat(v)), " "), ftmBounds[prop])
		if v != "" && !slices.Contains(e.Properties[prop], v) {
			e.Properties[prop] = append(e.Properties[prop], v)
		}
	}
}

// within is a text of at most n letters; all of it where n is 0.
func within(text string, n int) string {
	if letters := []rune(text); n > 0 && len(letters) > n {
		return strings.TrimSpace(string(letters[:n]))
	}
	return text
}

// ftmID is an address as FollowTheMoney takes ids: letters, digits, hyphens.
func ftmID(iri graph.IRI) string { return strings.ReplaceAll(string(iri), ":", "-") }

// ftmSchemata are the schemata of things. A country acts through its government.
var ftmSchemata = map[ontology.Type]string{ontology.Person: "Person", ontology.Country: "PublicBody", ontology.Organization: "Organization",
	ontology.Office: "Position", ontology.Tenure: "Occupancy", ontology.Meeting: "Event", ontology.Agreement: "Event", ontology.Event: "Event"}

// ftm gives the entities: things, then the links between them, then articles.
func (v *view) ftm(ctx context.Context, fn func(ftmEntity) error) error {
	err := v.things(ctx, func(t thing) error {
		schema := ftmSchemata[t.Type]
		if schema == "" {
			return nil
		}
		all, err := v.ftmThing(ctx, t, schema)
		if err != nil {
			return err
		}
		for _, e := range all {
			if err := fn(e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return v.bibliography(ctx, func(a graph.Article) error { return fn(ftmArticle(a)) })
}

// ftmThing makes the entity of a thing and the links that leave from it.
func (v *view) ftmThing(ctx context.Context, t thing, schema string) ([]ftmEntity, error) {
	e := newFtM(ftmID(t.IRI), schema)
	var err error
	if e.firstSeen, e.lastSeen, err = v.seen(ctx, t.facts); err != nil {
		return nil, err
	}
	switch schema {
	case "Person", "Organization", "PublicBody":
		return v.ftmActor(ctx, t, e)
	case "Position":
		return []ftmEntity{e}, v.ftmPosition(ctx, t, &e)
	case "Occupancy":
		return v.ftmOccupancy(t, e), nil
	}
	return v.ftmEvent(ctx, t, e)
}

// seen returns the first and the last day on which an article told one of the facts.
func (v *view) seen(ctx context.Context, facts []fact) (first, last string, err error) {
	for _, f := range facts {
		for _, voice := range f.voices {
			if voice.Article == graph.GazetteerArticle {
				continue
			}
			a, err := v.article(ctx, voice.Article)
			if err != nil {
				return "", "", err
			}
			day, _, ok := a.Published.Bounds()
			if !ok {
				continue
			}
			if first == "" || day.String() < first {
				first = day.String()
			}
			last = max(last, day.String())
		}
	}
	return first, last, nil
}

func (v *view) ftmActor(ctx context.Context, t thing, e ftmEntity) ([]ftmEntity, error) {
	a, err := v.actorOf(ctx, t.IRI, "")
	if err != nil {
		return nil, err
	}
	e.add("wikidataId", a.wikidata)
	code := ""
	if country, ok := countryCode(a.codes.alpha3); ok {
		code = country
	}
	switch t.Type {
	case ontology.Country:
		e.add("name", "Government of "+t.Label)
		e.add("alias", t.Label)
		e.add("country", code)
	case ontology.Person:
		e.add("name", t.Label)
		e.add("country", code)
		e.add("position", a.title)
	default:
		e.add("name", t.Label)
		e.add("country", code)
	}
	e.add("alias", t.Aliases...)
	links := []ftmEntity{e}
	for _, f := range t.facts {
		link, ok, err := v.ftmLink(ctx, f)
		if err != nil {
			return nil, err
		}
		if ok {
			links = append(links, link)
		}
	}
	return links, nil
}

// ftmLink makes the entity of an edge between actors; false for other edges.
func (v *view) ftmLink(ctx context.Context, f fact) (ftmEntity, bool, error) {
	if !f.asserted || ftmSchemata[f.Object.IRI.Type()] == "" {
		return ftmEntity{}, false, nil
	}
	e := newFtM(ftmID(f.id), "")
	switch f.Predicate {
	case "represents":
		e.Schema = "Representation"
		e.add("agent", ftmID(f.Subject))
		e.add("client", ftmID(f.Object.IRI))
	case "memberOf":
		e.Schema = "Membership"
		e.add("member", ftmID(f.Subject))
		e.add("organization", ftmID(f.Object.IRI))
	case "partOf":
		e.Schema = "UnknownLink"
		e.add("subject", ftmID(f.Subject))
		e.add("object", ftmID(f.Object.IRI))
		e.add("role", "part of")
	default:
		return e, false, nil
	}
	var err error
	e.firstSeen, e.lastSeen, err = v.seen(ctx, []fact{f})
	return e, true, err
}

func (v *view) ftmPosition(ctx context.Context, t thing, e *ftmEntity) error {
	e.add("name", t.Label)
	for _, f := range t.facts {
		if f.Predicate != "of" || !f.asserted {
			continue
		}
		switch f.Object.IRI.Type() {
		case ontology.Country:
			if alpha3, err := v.actorOf(ctx, f.Object.IRI, ""); err != nil {
				return err
			} else if code, ok := countryCode(alpha3.codes.alpha3); ok {
				e.add("country", code)
			}
			e.add("organization", ftmID(f.Object.IRI))
		case ontology.Organization:
			e.add("organization", ftmID(f.Object.IRI))
		}
	}
	return nil
}

// ftmOccupancy makes one when holder and post are known.
func (v *view) ftmOccupancy(t thing, e ftmEntity) []ftmEntity {
	for _, f := range t.facts {
		if !f.asserted {
			continue
		}
		switch f.Predicate {
		case "holder":
			e.add("holder", ftmID(f.Object.IRI))
		case "office":
			e.add("post", ftmID(f.Object.IRI))
		case "start":
			e.add("startDate", ftmDate(f.Object.Literal))
		case "end":
			e.add("endDate", ftmDate(f.Object.Literal))
		case "heldOn":
			e.add("date", ftmDate(f.Object.Literal))
		}
	}
	if e.Properties["holder"] == nil || e.Properties["post"] == nil {
		return nil
	}
	return []ftmEntity{e}
}

// ftmDate is a date as FollowTheMoney takes them: a day, a month or a year.
func ftmDate(edtf string) string {
	d := when.Date(edtf)
	switch d.Precision() {
	case when.ToDay, when.ToMonth, when.ToYear:
		if len(edtf) <= len("2013-05-07") && strings.Trim(edtf, "0123456789-") == "" {
			return edtf
		}
	}
	if first, _, ok := d.Bounds(); ok && first != when.Past {
		return first.String()
	}
	return ""
}

// ftmInvolved are the predicates of those who took part in an event.
var ftmInvolved = []ontology.Predicate{"participant", "party", "actor", "recipient", "convener", "host"}

func (v *view) ftmEvent(ctx context.Context, t thing, e ftmEntity) ([]ftmEntity, error) {
	e.add("name", t.Label)
	e.add("keywords", string(t.Type))
	if string(t.First) == string(t.Last) {
		e.add("date", string(t.First))
	} else {
		e.add("startDate", string(t.First))
		e.add("endDate", string(t.Last))
	}
	told := false
	for _, f := range t.facts {
		if !f.asserted {
			continue
		}
		told = true
		switch {
		case f.Predicate == "host" || f.Predicate == "convener":
			if ftmSchemata[f.Object.IRI.Type()] != "" {
				e.add("organizer", ftmID(f.Object.IRI))
			}
		case slices.Contains(ftmInvolved, f.Predicate):
			if ftmSchemata[f.Object.IRI.Type()] != "" {
				e.add("involved", ftmID(f.Object.IRI))
			}
		case f.Predicate == "type" || f.Predicate == "mode" || f.Predicate == "status":
			e.add("keywords", f.Object.Literal)
		case f.Predicate == "place":
			if err := v.ftmPlace(ctx, &e, f.Object.IRI); err != nil {
				return nil, err
			}
		}
		for _, voice := range f.voices {
			if voice.Article != graph.GazetteerArticle {
				e.add("proof", ftmID(voice.Article))
			}
		}
	}
	if !told {
		return nil, nil
	}
	slices.Sort(e.Properties["proof"])
	return []ftmEntity{e}, nil
}

func (v *view) ftmPlace(ctx context.Context, e *ftmEntity, place graph.IRI) error {
	s, err := v.sceneOf(ctx, place)
	if err != nil {
		return err
	}
	e.add("location", s.name)
	if code, ok := countryCode(s.codes.alpha3); ok {
		e.add("country", code)
	}
	return nil
}

// countryCode is FollowTheMoney's code of a country: ISO 3166 alpha-2 in small letters.
func countryCode(alpha3 string) (string, bool) {
	if code, ok := ftmFormer[alpha3]; ok {
		return code, true
	}
	code, ok := alpha2()[alpha3]
	return code, ok
}

// ftmFormer are FollowTheMoney's codes of states that are no more (ISO 3166-3).
var ftmFormer = map[string]string{"SUN": "suhh", "YUG": "yucs", "CSK": "cshh", "DDR": "ddde", "SCG": "csxx"}

func ftmArticle(a graph.Article) ftmEntity {
	e := newFtM(ftmID(a.IRI), "Article")
	e.add("title", cmp.Or(a.Title, a.ID))
	e.add("author", a.Authors...)
	e.add("publisher", a.Publisher)
	e.add("publishedAt", ftmDate(string(a.Published)))
	e.add("sourceUrl", a.URL)
	e.firstSeen = ftmDate(string(a.Published))
	e.lastSeen = e.firstSeen
	return e
}

// ftmStatement is one value, its fields as FollowTheMoney's statements have them.
type ftmStatement struct {
	ID            string  `json:"id"`
	EntityID      string  `json:"entity_id"`
	CanonicalID   string  `json:"canonical_id"`
	Prop          string  `json:"prop"`
	PropType      string  `json:"prop_type"`
	Schema        string  `json:"schema"`
	Value         string  `json:"value"`
	Dataset       string  `json:"dataset"`
	Lang          *string `json:"lang"`
	OriginalValue *string `json:"original_value"`
	Origin        *string `json:"origin"`
	External      bool    `json:"external"`
	FirstSeen     string  `json:"first_seen,omitempty"`
	LastSeen      string  `json:"last_seen,omitempty"`
}

// ftmTypes are the types of properties that are not text.
var ftmTypes = map[string]string{"name": "name", "alias": "name", "author": "name", "country": "country", "wikidataId": "identifier", "startDate": "date", "endDate": "date", "date": "date",
	"publishedAt": "date", "sourceUrl": "url", "agent": "entity", "client": "entity", "member": "entity", "organization": "entity", "subject": "entity", "object": "entity",
	"holder": "entity", "post": "entity", "involved": "entity", "organizer": "entity", "proof": "entity", "position": "string", "role": "string", "keywords": "string",
	"location": "string", "publisher": "string", "title": "string"}

// writeStatements writes an entity as statements. As FollowTheMoney has it, one with
// the property id comes with each; its value is a digest of the others.
func writeStatements(b *bufio.Writer, e ftmEntity) error {
	h := sha1.New()
	statement := func(prop, typ, value string) ftmStatement {
		sum := sha1.Sum([]byte(ftmDataset + "." + e.ID + "." + prop + "." + value))
		return ftmStatement{ID: hex.EncodeToString(sum[:]), EntityID: e.ID, CanonicalID: e.ID, Prop: prop, PropType: typ, Schema: e.Schema, Value: value,
			Dataset: ftmDataset, FirstSeen: e.firstSeen, LastSeen: e.lastSeen}
	}
	for _, prop := range slices.Sorted(maps.Keys(e.Properties)) {
		for _, value := range e.Properties[prop] {
			s := statement(prop, cmp.Or(ftmTypes[prop], "text"), value)
			io.WriteString(h, s.ID)
			if err := jsonLine(b, s); err != nil {
				return err
			}
		}
	}
	return jsonLine(b, statement("id", "checksum", hex.EncodeToString(h.Sum(nil))))
}
