package export

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"entente/graph"
)

// PLOVER is the record form of PLOVER's manual, an event a line. Acts that were
// denied, alleged or only planned are there too, with the manual's auxiliary modes.
var PLOVER = Format{
	Name: "plover", Ext: ".plover.jsonl", Media: "application/x-ndjson", Group: "Event data",
	Short: "PLOVER records as JSON lines, denied and planned acts with their auxiliary modes",
	parts: one(func(ctx context.Context, w io.Writer, v *view) error {
		return buffered(w, func(b *bufio.Writer) error {
			return v.acts(ctx, true, func(a act) error { return v.ploverRecord(ctx, b, a) })
		})
	}),
}

// ploverEvent is a record, its fields as the manual names them.
type ploverEvent struct {
	ID         string          `json:"id"`
	HasEvent   bool            `json:"has_event"`
	Date       string          `json:"date"`
	EndDate    string          `json:"enddate,omitempty"`
	Actor      []ploverActor   `json:"actor"`
	Recipient  []ploverActor   `json:"recipient,omitempty"`
	Event      []string        `json:"event"`
	Location   *ploverLocation `json:"event_loc,omitempty"`
	EventText  string          `json:"event_text,omitempty"`
	QuadCode   int             `json:"quad_code"`
	EventScale json.Number     `json:"event_scale"`
	Mode       []string        `json:"mode,omitempty"`
	Context    []string        `json:"context,omitempty"`
	Link       string          `json:"link,omitempty"`
	Text       string          `json:"text,omitempty"`
	TextInfo   ploverText      `json:"text_info"`
	CiteInfo   ploverCite      `json:"cite_info"`
	Coder      string          `json:"coder"`
	Comment    string          `json:"comment,omitempty"`
}

type ploverActor struct {
	Code       string `json:"code,omitempty"`
	Sector     string `json:"sector,omitempty"`
	EntityText string `json:"entity_text"`
	Identifier string `json:"identifier_id,omitempty"`
	IDText     string `json:"identifier_text"`
	Office     string `json:"office,omitempty"`
}

type ploverLocation struct {
	Extracted   string `json:"extracted_place"`
	GeoNameID   string `json:"geonameid,omitempty"`
	Lat         string `json:"lat,omitempty"`
	Lon         string `json:"lon,omitempty"`
	City        string `json:"city,omitempty"`
	Country     string `json:"country,omitempty"`
	CountryCode string `json:"country_code,omitempty"`
}

type ploverText struct {
	Sequence int `json:"sequence"` // number of the sentence, from 0
	Start    int `json:"start"`    // bytes of the article's text
	End      int `json:"end"`
}

type ploverCite struct {
	Citation    string `json:"citation"`
	URL         string `json:"url,omitempty"`
	Title       string `json:"title,omitempty"`
	Language    string `json:"language,omitempty"`
	Publication string `json:"publication,omitempty"`
	Codebook    string `json:"codebook"`
}

func (v *view) ploverRecord(ctx context.Context, b *bufio.Writer, a act) error {
	first := a.articles[0]
	claim, err := v.Claim(ctx, a.voices[0].Claim)
	if err != nil {
		return err
	}
	e := ploverEvent{ID: string(a.id), HasEvent: true, Date: a.day.String(), Actor: ploverActors(a.actors), Recipient: ploverActors(a.to),
		Event: []string{a.plover.name}, QuadCode: a.plover.quad, EventScale: json.Number(decimal(a.plover.score(a.mode))), Link: first.URL,
		TextInfo: ploverText{claim.Claim.Sentence, claim.Claim.Start, claim.Claim.End}, Coder: "Entente " + claim.Claim.Kind + "/" + claim.Claim.Rule,
		CiteInfo: ploverCite{citation(first), first.URL, first.Title, first.Lang, first.Publisher, "PLOVER 2023"},
		Comment:  strconv.Itoa(len(a.articles)) + " articles, " + strconv.Itoa(a.sources) + " independent"}
	if a.last > a.day {
		e.EndDate = a.last.String()
	}
	if e.Context, err = v.contextsOf(ctx, a); err != nil {
		return err
	}
	if a.mode != "" {
		e.Mode = []string{a.mode}
	}
	e.Mode = append(e.Mode, a.auxiliary...)
	if !v.opts.NoText {
		e.Text, e.EventText = claim.Claim.Quote, strings.Join(a.amounts, "; ")
	}
	if w := a.where; w.name != "" {
		e.Location = &ploverLocation{w.name, w.geonames, w.lat, w.lon, w.city, w.country, w.codes.alpha3}
	}
	return jsonLine(b, e)
}

func ploverActors(all []actor) []ploverActor {
	var out []ploverActor
	for _, x := range all {
		out = append(out, ploverActor{x.codes.alpha3, x.sectorsJoined(), x.raw, x.wikidata, x.name, x.title})
	}
	return out
}

// citation names an article in one line.
func citation(a graph.Article) string {
	var parts []string
	for _, p := range []string{a.Publisher, string(a.Published), a.Title} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ", ")
}

// jsonLine writes a value as one line of JSON.
func jsonLine(b *bufio.Writer, v any) error {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
