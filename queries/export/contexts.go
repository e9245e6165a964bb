package export

import (
	"context"
	"regexp"
	"strings"
)

// ploverContexts are the contexts of PLOVER's manual of 2023 in its order, each with
// the beginnings of words that tell of it. An act stands in those of which its
// topics or its first sentence has a word; the acts themselves are no context of
// theirs (a meeting is not "diplomatic" for being one).
var ploverContexts = []ploverContext{
	words("military", "milit* army armies navy troop* soldier* airstrike* warship* battalion* missile* weapon* ceasefire* cease-fire* truce offensive war wars"),
	words("intelligence", "intelligence spy spies espionage"),
	words("executive", "cabinet executive presidency"),
	words("legislative", "parliament* legislat* congress senate lawmaker* knesset duma bundestag"),
	words("election", "election* elector* elected electing ballot* referendum* vote votes voter voters voting"),
	words("political_institutions", "constitution* coalition* statehood"),
	words("pro_democracy", "democra* pro-democracy*"),
	words("pro_autocracy", "autocra* dictator* coup coups junta"),
	words("economic", "econom* trade tariff* export* import imports imported importing importer* investment* investor* invested investing market bank banks banking loan debt financ* customs"),
	words("legal", "court tribunal* lawsuit* trial trials judge judges prosecutor* legal law laws arbitration* extradit*"),
	words("reparations", "reparation* compensat* restitution"),
	words("human_rights", "human-right*"),
	words("rights_freedoms", "freedom freedoms liberties censor"),
	words("repression", "repress* crackdown* persecut* dissident* political-prisoner*"),
	words("human_security", "humanitarian* food-aid famine hunger civilian*"),
	words("gender", "women girls gender"),
	words("lgbt", "gay lesbian transgender* lgbt"),
	words("religion_ethnicity", "religio* muslim* christian* jewish* church* mosque* islam ethnic* minorit* sectarian*"),
	words("inequality", "inequalit* poverty"),
	words("diplomatic", "diploma* embass* consulate* ambassador* envoy* diplomatic-relations"),
	words("territory", "territor* border borders annex* occup* settler* sovereignty island islands enclave*"),
	words("peacekeeping", "peacekeep* blue-helmet*"),
	words("health", "health* pandemic* epidemic* vaccin* virus* disease* hospital* coronavirus* covid ebola"),
	words("asylum", "asylum refugee*"),
	words("migration", "migra* immigra*"),
	words("disasters", "disaster* earthquake* flood* hurricane* typhoon* tsunami* drought* wildfire*"),
	words("natural_resource", "oil gas pipeline* mineral* mining fisher* fishing water-rights timber"),
	words("environment", "environment* climate* emission* pollut* biodivers*"),
	words("technology", "technolog* satellite* semiconductor* telecom*"),
	words("terrorism", "terror* extremis* jihad*"),
	words("cbrn", "nuclear* uranium* plutonium* chemical-weapon* biological-weapon* enrich* warhead* radiolog*"),
	words("cyber", "cyber* hack hacker hackers hacking"),
	words("misinformation", "misinform* disinform* propaganda*"),
	words("crime", "crime crimes criminal murder smuggl*"),
	words("corruption", "corrupt* bribe bribery graft"),
	words("illegal_drugs", "drug drugs narcotic* cocaine heroin opium"),
	words("trafficking", "traffick*"),
}

type ploverContext struct {
	name string
	told *regexp.Regexp
}

// words makes a context of words parted by blanks; a star stands for any ending, a
// hyphen is one or a blank.
func words(name, list string) ploverContext {
	form := strings.NewReplacer(" ", "|", "*", `\w*`, "-", "[- ]").Replace(list)
	return ploverContext{name, regexp.MustCompile(`(?i)\b(?:` + form + `)\b`)}
}

// contextsOf are those of an act.
func (v *view) contextsOf(ctx context.Context, a act) ([]string, error) {
	claim, err := v.Claim(ctx, a.voices[0].Claim)
	if err != nil {
		return nil, err
	}
	text := claim.Claim.Quote + "\n" + strings.Join(a.topics, "\n")
	var all []string
	for _, c := range ploverContexts {
		if c.told.MatchString(text) {
			all = append(all, c.name)
		}
	}
	return all, nil
}
