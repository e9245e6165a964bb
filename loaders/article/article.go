// Package article turns bytes into articles: what came in is the bytes of a
// file, a stream or an archive; what comes out is an Article whose text is kept
// whole, with its headline, byline, dateline, body and boilerplate marked as
// ranges of it. Nothing is cut away: every offset in the system counts bytes of
// Article.Text. It stores nothing.
package article

import "entente/graph/when"

// Article is one article as it was received.
type Article struct {
	// ID names the article for ever: the canonical URL, else the source's own
	// id, else a digest of publisher, date and title. See Identify.
	ID string `json:"id"`

	Title        string   `json:"title,omitempty"`
	Publisher    string   `json:"publisher,omitempty"`
	Authors      []string `json:"authors,omitempty"`
	Contributors []string `json:"contributors,omitempty"`

	// Published is the day of publication, empty when the article does not say.
	// It is never the clock's or the file's time.
	Published when.Date `json:"published,omitempty"`

	Dateline string `json:"dateline,omitempty"` // the place, as a reader would write it: "Moscow"
	URL      string `json:"url,omitempty"`
	Lang     string `json:"lang,omitempty"` // BCP 47: "en"

	// Text is the article's text: for plain text the file byte for byte, valid UTF-8.
	Text string `json:"text"`

	// Parts are ranges of Text in order, without overlap. White space between
	// them belongs to none.
	Parts []Part `json:"parts,omitempty"`
}

// PartKind says what a range of an article's text is.
type PartKind string

// The kinds of parts. Headline, Deck, Dateline, Paragraph and Caption are
// read; the others are not.
const (
	Headline    PartKind = "headline"
	Deck        PartKind = "deck"        // the line under the headline
	Byline      PartKind = "byline"      // who wrote it, for whom, on which day
	Dateline    PartKind = "dateline"    // "MOSCOW — " in front of the first paragraph
	Paragraph   PartKind = "paragraph"   // a paragraph of the body
	Caption     PartKind = "caption"     // words under a picture
	Credit      PartKind = "credit"      // "X reported from Moscow and Y from Washington."
	Boilerplate PartKind = "boilerplate" // the site's own words: breadcrumbs, footers, tags
)

// Part is a range of an article's text: Text[Start:End].
type Part struct {
	Kind  PartKind `json:"kind"`
	Start int      `json:"start"`
	End   int      `json:"end"`
}

// Read reports whether a part is read for what it says about the world.
func (k PartKind) Read() bool {
	return k == Headline || k == Deck || k == Paragraph || k == Caption
}
