package export

import (
	"bufio"
	"context"
	"io"
	"slices"
	"strconv"
	"strings"
)

// POLECAT is the table of the POLECAT data set: its forty columns in its order, an
// event a line, the word None for what is not known.
var POLECAT = Format{
	Name: "polecat", Ext: ".polecat.txt", Media: "text/tab-separated-values", Group: "Event data",
	Short: "POLECAT: its 40 columns in their order, events of PLOVER, ids unique",
	parts: one(func(ctx context.Context, w io.Writer, v *view) error {
		return buffered(w, func(b *bufio.Writer) error {
			row(b, POLECATColumns)
			return v.acts(ctx, false, func(a act) error {
				contexts, err := v.contextsOf(ctx, a)
				row(b, a.polecat(contexts))
				return err
			})
		})
	}),
}

// POLECATColumns are the columns of POLECAT as its files name them.
var POLECATColumns = []string{"Event ID", "Event Date", "Event Type", "Event Mode", "Event Intensity", "Quad Code", "Contexts",
	"Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
	"Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
	"Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
	"Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version"}

func (a act) polecat(contexts []string) []string {
	mode := a.mode
	first := a.articles[0]
	cells := []string{string(a.id), a.day.String(), a.plover.name, orNone(mode), decimal(a.plover.score(mode)), quads[a.plover.quad], joined(contexts)}
	cells = append(cells, side(a.actors)...)
	cells = append(cells, side(a.to)...)
	city, feature := "None", "None"
	if a.where.name != "" && a.where.name != a.where.country {
		city, feature = orNone(a.where.city), "PPL"
	} else if a.where.name != "" {
		feature = "PCLI"
	}
	return append(cells, orNone(a.where.name), city, "None", "None", orNone(a.where.codes.alpha3), orNone(a.where.lat), orNone(a.where.lon), orNone(a.where.geonames), orNone(a.where.name), feature,
		orNone(first.Publisher), orNone(string(first.Published)), joined(a.people), joined(a.orgs), joined(a.loc), orNone(first.Lang), "Entente")
}

// side gives the eight columns of those on one side.
func side(all []actor) []string {
	each := func(of func(actor) string) string {
		var list []string
		for _, x := range all {
			if s := of(x); s != "" && !slices.Contains(list, s) {
				list = append(list, s)
			}
		}
		return joined(list)
	}
	primary := "None"
	if len(all) > 0 && len(all[0].sectors) > 0 {
		primary = all[0].sectors[0]
	}
	return []string{each(func(x actor) string { return x.name }), each(func(x actor) string { return x.codes.alpha3 }),
		each(func(x actor) string { return x.codes.cow }), primary, each(actor.sectorsJoined),
		each(func(x actor) string { return x.title }), each(func(x actor) string { return x.raw }), each(func(x actor) string { return x.wikidata })}
}

func orNone(s string) string {
	if strings.TrimSpace(s) == "" {
		return "None"
	}
	return s
}

// number writes a number that may be zero.
func number(n int) string { return strconv.Itoa(n) }
