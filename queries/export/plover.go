package export

import (
	"slices"
	"strconv"
)

// ploverType is a type of PLOVER with what event data give it.
type ploverType struct {
	name      string
	quad      int    // 1 to 4, see quads
	intensity int    // in tenths, -100 to 100
	cameo     string // the code of CAMEO whose acts it took over
	goldstein int    // Goldstein's scale for that root code, in tenths
	// modes are the modes with a code or an intensity of their own; others have the type's.
	modes map[string]ploverMode
}

type ploverMode struct {
	intensity int // 0 is the type's
	cameo     string
}

// quads are the four classes that event data are summed by.
var quads = map[int]string{1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}

// ploverTypes is PLOVER's table of types with their scores (manual of 2023), and the
// codes of CAMEO that they came from. Where CAMEO is finer than PLOVER the root code
// stands; Goldstein's scale is that of the root. The codes are those of the CAMEO 2.0
// verb dictionary of PETRARCH, against which a test holds them, but for 103 and 204,
// which the code book has and the dictionary does not use. Goldstein's values are
// those of the table of the Computational Event Data System for root codes.
var ploverTypes = []ploverType{
	{"AGREE", 1, 25, "030", 40, nil},
	{"CONSULT", 1, 25, "040", 10, map[string]ploverMode{"visit": {40, "042"}, "third-party": {10, "045"}, "multilateral": {40, "046"}, "phone": {15, "041"}}},
	{"SUPPORT", 1, 50, "050", 35, nil},
	{"CONCEDE", 1, 45, "080", 50, nil},
	{"COOPERATE", 2, 95, "060", 60, nil},
	{"AID", 2, 100, "070", 70, nil},
	{"RETREAT", 2, 65, "087", 90, map[string]ploverMode{"withdraw": {80, "0874"}, "ceasefire": {75, "0871"}, "disarm": {100, "0873"}, "release": {0, "0841"}, "access": {0, "086"}}},
	{"REQUEST", 3, 0, "100", -50, map[string]ploverMode{"assist": {0, "103"}, "change": {0, "104"}, "yield": {0, "105"}, "meet": {0, "106"}}},
	{"ACCUSE", 3, -20, "110", -20, map[string]ploverMode{"disapprove": {0, "111"}, "investigate": {0, "090"}, "allege": {0, "112"}}},
	{"REJECT", 3, -20, "120", -40, map[string]ploverMode{"assist": {0, "122"}, "change": {0, "123"}, "yield": {0, "124"}, "meet": {0, "125"}}},
	{"THREATEN", 3, -35, "130", -44, map[string]ploverMode{"violence": {0, "138"}, "relations": {0, "1313"}}},
	{"PROTEST", 4, -50, "140", -65, map[string]ploverMode{"demo": {0, "141"}, "hunger": {0, "142"}, "strike": {0, "143"}, "obstruct": {0, "144"}, "riot": {0, "145"}}},
	{"SANCTION", 4, -60, "160", -40, map[string]ploverMode{"expel": {0, "166"}, "withdraw": {0, "166"}}},
	{"MOBILIZE", 4, -55, "150", -72, map[string]ploverMode{"troops": {0, "154"}, "police": {0, "153"}}},
	{"COERCE", 4, -70, "170", -70, map[string]ploverMode{"seize": {0, "171"}, "restrict": {0, "172"}, "arrest": {0, "173"}, "deport": {0, "174"}, "cyber": {0, "176"}, "curfew": {0, "1723"}, "martial-law": {0, "1724"}}},
	{"ASSAULT", 4, -90, "190", -100, map[string]ploverMode{"abduct": {0, "181"}, "sexual": {0, "1821"}, "torture": {0, "1822"}, "suicide-attack": {0, "1831"}, "explosives": {0, "183"},
		"targeted": {0, "186"}, "crowd-control": {0, "175"}, "firearms": {0, "193"}, "heavy-weapons": {0, "194"}, "aerial": {0, "195"}, "drone": {0, "195"}, "unconventional": {0, "204"}}},
}

func ploverByName(name string) (ploverType, bool) {
	i := slices.IndexFunc(ploverTypes, func(t ploverType) bool { return t.name == name })
	if i < 0 {
		return ploverType{}, false
	}
	return ploverTypes[i], true
}

// score returns the intensity of a type in a mode, in tenths.
func (t ploverType) score(mode string) int {
	if m := t.modes[mode]; m.intensity != 0 {
		return m.intensity
	}
	return t.intensity
}

// code returns the code of CAMEO of a type in a mode.
func (t ploverType) code(mode string) string {
	if m := t.modes[mode]; m.cameo != "" {
		return m.cameo
	}
	return t.cameo
}

// decimal writes tenths: 25 is "2.5".
func decimal(tenths int) string { return strconv.FormatFloat(float64(tenths)/10, 'f', 1, 64) }

// meetingModes give the mode of CONSULT for a type of meeting.
var meetingModes = map[string]string{"visit": "visit", "call": "phone"}

// agreementTypes give the type of PLOVER for the status of an agreement: a
// signature is SUPPORT, a promise AGREE (manual, on AGREE and SUPPORT).
var agreementTypes = map[string]string{"signed": "SUPPORT", "ratified": "SUPPORT", "in-force": "SUPPORT", "extended": "SUPPORT",
	"announced": "AGREE", "proposed": "AGREE", "suspended": "REJECT", "broken": "REJECT", "withdrawn-from": "REJECT", "rejected": "REJECT"}
