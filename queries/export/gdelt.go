package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"
)

// GDELT is GDELT 2.0: the table of events, 61 columns, and that of mentions, 16,
// without a head, as its files are. Codes of CAMEO stand for the types and modes of
// PLOVER they came from; actors are ISO 3166 alpha-3 with GOV and the like behind,
// countries of places FIPS 10-4. Tone is not measured and left empty.
var GDELT = Format{
	Name: "gdelt", Ext: ".gdelt.zip", Media: "application/zip", Group: "Event data",
	Short: "GDELT 2.0: events (61 columns) and mentions (16), a pair of actors a line",
	parts: []part{
		{"events.export.CSV", func(ctx context.Context, w io.Writer, v *view) error {
			return buffered(w, func(b *bufio.Writer) error {
				return v.dyads(ctx, func(d dyad) error {
					row(b, d.gdelt())
					return nil
				})
			})
		}},
		{"events.mentions.CSV", func(ctx context.Context, w io.Writer, v *view) error {
			return buffered(w, func(b *bufio.Writer) error {
				return v.dyads(ctx, func(d dyad) error { return v.mentions(ctx, b, d) })
			})
		}},
	},
}

func (d dyad) gdelt() []string {
	day := digits(d.day)
	year, _ := strconv.Atoi(day[:4])
	fraction := fmt.Sprintf("%d.%04d", year, 10000*(int(d.day)-int(when.Of(year, 1, 1)))/366)
	code := d.plover.code(d.mode)
	cells := []string{d.id, day, day[:6], day[:4], fraction}
	cells = append(cells, gdeltActor(d.one)...)
	cells = append(cells, gdeltActor(d.two)...)
	root := "0" // GDELT's root events stand in the lead
	if d.lead {
		root = "1"
	}
	cells = append(cells, root, code, code[:3], code[:2], strconv.Itoa(d.plover.quad), decimal(d.plover.goldstein),
		strconv.Itoa(len(d.voices)), strconv.Itoa(d.sources), strconv.Itoa(len(d.articles)), "")
	cells = append(cells, gdeltHome(d.one)...)
	cells = append(cells, gdeltHome(d.two)...)
	cells = append(cells, gdeltPlace(d.where)...)
	return append(cells, added(d.articles[0]), source(d.articles[0]))
}

func digits(d when.Day) string { return strings.ReplaceAll(d.String(), "-", "") }

// added is the day of the first report in GDELT's form of a time.
func added(a graph.Article) string {
	if d, _, ok := a.Published.Bounds(); ok {
		return digits(d) + "000000"
	}
	return ""
}

func source(a graph.Article) string {
	if a.URL != "" {
		return a.URL
	}
	return a.ID
}

// gdeltActor gives code, name, country, known group, ethnic, two of religion, three
// of type.
func gdeltActor(x actor) []string {
	types := append(append([]string{}, x.sectors...), "", "", "")[:3]
	if x.typ == ontology.Country {
		types = []string{"", "", ""}
	}
	return append([]string{x.codes.alpha3 + types[0], strings.ToUpper(x.name), x.codes.alpha3, "", "", "", ""}, types...)
}

// gdeltHome places an actor in its country.
func gdeltHome(x actor) []string {
	if x.country == "" {
		return []string{"0", "", "", "", "", "", "", ""}
	}
	return gdeltPlace(scene{name: x.country, country: x.country, codes: x.codes})
}

// gdeltPlace gives type, name, country, two divisions, latitude, longitude, id.
func gdeltPlace(s scene) []string {
	switch {
	case s.name == "":
		return []string{"0", "", "", "", "", "", "", ""}
	case s.name == s.country:
		return []string{"1", s.name, s.codes.fips, s.codes.fips, "", s.lat, s.lon, s.codes.fips}
	}
	name := s.name
	if s.country != "" {
		name += ", " + s.country
	}
	sort := "4"
	if s.codes.alpha3 == "USA" {
		sort = "3"
	}
	return []string{sort, name, s.codes.fips, "", "", s.lat, s.lon, s.geonames}
}

// mentions writes a line for each claim on an act.
func (v *view) mentions(ctx context.Context, b *bufio.Writer, d dyad) error {
	for _, voice := range d.voices {
		c, err := v.Claim(ctx, voice.Claim)
		if err != nil {
			return err
		}
		a, err := v.article(ctx, voice.Article)
		if err != nil {
			return err
		}
		sort := "2" // known by a citation alone
		if a.URL != "" {
			sort = "1"
		}
		confidence := "100"
		if !voice.Modality.Asserts() {
			confidence = "50"
		}
		row(b, []string{d.id, digits(d.day) + "000000", added(a), sort, a.Publisher, source(a), strconv.Itoa(c.Claim.Sentence + 1),
			"-1", "-1", strconv.Itoa(c.Claim.Start), "1", confidence, strconv.Itoa(v.lengths[voice.Article]), "", "", ""})
	}
	return nil
}
