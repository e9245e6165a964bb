package loaders

import (
	"errors"

	"entente/loaders/article"
	"entente/loaders/resolve"
)

// Step is one article of a run that is done with.
type Step struct {
	Name   string
	Err    error // why it was passed over, or nil
	Claims int   // read in it; none when it was passed over or stored before just so
}

// Report says what a run did.
type Report struct {
	Articles int `json:"articles"` // found, good or bad
	Added    int `json:"added"`
	Replaced int `json:"replaced"` // superseded: stored before with another text, other data or by another reader
	Same     int `json:"same"`     // duplicates: stored before just so, or twice in this run; nothing changed
	Claims   int `json:"claims"`   // of the articles added and replaced
	// Passed counts the articles passed over, by Reasons; those not in English are
	// among them, by language (BCP 47).
	Passed    int            `json:"passedOver"`
	Reasons   map[string]int `json:"reasons,omitempty"`
	Languages map[string]int `json:"languages,omitempty"`
	// Bad are the errors of the first articles passed over, at most keptErrors of
	// them, so that a long run needs no more memory than a short one. Each names
	// its article; Options.Done is told of all.
	Bad []error `json:"-"`
}

// keptErrors bounds Report.Bad.
const keptErrors = 1000

// NotEnglish is the reason of articles that are in another language.
const NotEnglish = "not in English"

func (r *Report) pass(err error) {
	r.Passed++
	if len(r.Bad) < keptErrors {
		r.Bad = append(r.Bad, err)
	}
	if r.Reasons == nil {
		r.Reasons, r.Languages = map[string]int{}, map[string]int{}
	}
	r.Reasons[Reason(err)]++
	var foreign *article.LanguageError
	if errors.As(err, &foreign) {
		r.Languages[foreign.Lang]++
	}
}

// Reason says in a few words why an article was passed over, the same words for
// all articles with the same fault.
func Reason(err error) string {
	var (
		foreign *article.LanguageError
		broken  *article.Error
		reading *resolve.ReadingError
	)
	switch {
	case errors.As(err, &foreign):
		return NotEnglish
	case errors.As(err, &broken):
		return broken.What
	case errors.Is(err, resolve.ErrTwoTexts):
		return resolve.ErrTwoTexts.Error()
	case errors.Is(err, ErrOtherReader):
		return ErrOtherReader.Error()
	case errors.As(err, &reading):
		return "its reading does not fit its text"
	}
	return "cannot be read"
}
