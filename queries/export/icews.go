package export

import (
	"bufio"
	"context"
	"io"
	"strconv"
)

// ICEWS is the table of the ICEWS data set, twenty columns with their head.
var ICEWS = Format{
	Name: "icews", Ext: ".icews.tab", Media: "text/tab-separated-values", Group: "Event data",
	Short: "ICEWS: its 20 columns, a pair of actors a line, codes of CAMEO",
	parts: one(func(ctx context.Context, w io.Writer, v *view) error {
		return buffered(w, func(b *bufio.Writer) error {
			row(b, icewsColumns)
			return v.dyads(ctx, func(d dyad) error { return v.icews(ctx, b, d) })
		})
	}),
}

var icewsColumns = []string{"Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity",
	"Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude", "Longitude"}

func (v *view) icews(ctx context.Context, b *bufio.Writer, d dyad) error {
	c, err := v.Claim(ctx, d.voices[0].Claim)
	if err != nil {
		return err
	}
	text := d.plover.name
	if d.mode != "" {
		text += " (" + d.mode + ")"
	}
	row(b, []string{d.id, d.day.String(), d.one.name, d.one.sectorsJoined(), d.one.country, text, d.plover.code(d.mode), decimal(d.plover.goldstein),
		d.two.name, d.two.sectorsJoined(), d.two.country, string(d.articles[0].IRI), strconv.Itoa(c.Claim.Sentence + 1), d.articles[0].Publisher,
		d.where.city, "", "", d.where.country, d.where.lat, d.where.lon})
	return nil
}
