package extract

import (
	"slices"
	"strings"
	"testing"

	"entente/graph/ontology"
	"entente/loaders/article"
)

// TestNames: what is named in a sentence, and what only looks like a name.
func TestNames(t *testing.T) {
	for _, c := range []struct {
		text     string
		want, no []string
	}{
		{"The Council on Foreign Relations met. See 22 C.F.R. Parts 12-13.", []string{"Council on Foreign Relations"}, []string{"C.F.R."}},
		{"C.F.R. scholars met in Oslo.", []string{"C.F.R."}, nil},
		{"Via Teleconference\n\nAnna Holt met Karel Voss.", []string{"Anna Holt"}, []string{"Via Teleconference"}},
		{"The envoy for the DPRK Karel Voss met Anna Holt.", []string{"DPRK", "Karel Voss", "Anna Holt"}, []string{"DPRK Karel Voss"}},
		{"Anna Holt, Acting Assistant SecretaryBureau of Trade, met Karel Voss.", []string{"Anna Holt", "Karel Voss"}, []string{"Assistant SecretaryBureau"}},
		{"Anna Holt answered in Norwegian. Karel Voss speaks Norwegian.", []string{"Anna Holt", "Karel Voss"}, []string{"Norwegian"}},
		{"The Norwegian minister met NATO Allies and European officials.", []string{"Norwegian", "NATO"}, []string{"Allies", "European"}},
		{"Anna Holt met Karel Voss in Oslo. The second Holt-Voss summit ended on Friday.", []string{"Anna Holt", "Karel Voss"}, []string{"Holt-Voss"}},
		{"Anna Holt travels to Port-au-Prince and Stratford-upon-Avon.", []string{"Port-au-Prince", "Stratford-upon-Avon"}, nil},
		{"Officials left on a Paris-based ship. The Oslo-Warsaw train was late.", []string{"Paris"}, []string{"Paris-based", "Oslo-Warsaw"}},
		{"Sheikh Abdullah bin Zayed met Anna Holt.", []string{"Anna Holt"}, []string{"Sheikh"}},
		{"They met for a day in the Amber House. Karel Voss spoke in the Palace of Friendship.", []string{"Amber House", "Palace of Friendship"}, []string{"Palace"}},
		{"President Moon Jae-in met Anna Holt. Moon is to visit Oslo on May 22.", []string{"Moon Jae-in", "Moon"}, nil},
		{"The minister spoke of a free and open Indo-Pacific region. The Euro-Atlantic area is safe.", []string{"Indo-Pacific"}, []string{"Pacific", "Pacific region", "Atlantic"}},
		{"Anna Holt met the president of the Democratic Republic of the Congo and flew to Port-au-Prince.", []string{"Democratic Republic of the Congo", "Port-au-Prince"}, []string{"Congo", "Port-au"}},
		{"Officials of the People’s Republic of China met Anna Holt.", []string{"People’s Republic of China"}, []string{"Republic of China"}},
		{"Oslo sent doses of the Johnson & Johnson vaccine against COVID-19 to the Africa CDC.", []string{"Johnson & Johnson", "Africa CDC"}, []string{"Johnson", "COVID-19", "COVID", "CDC"}},
		{"Anna Holt spoke of the Minsk process and of what was agreed under Minsk. She flew to Minsk.", []string{"Anna Holt", "Minsk"}, nil},
		{"Anna Holt spoke of the Minsk process. Both sides should implement Minsk. The gains of the Belfast/Good Friday Agreement must be kept.", []string{"Anna Holt"}, []string{"Minsk", "Belfast"}},
		{"Anna Holt spoke of the Minsk agreements. With regard to Minsk, she was clear.", []string{"Anna Holt"}, []string{"Minsk"}},
		{"The spirit of peace as it was during Madrid or during Oslo is important, said Anna Holt.", []string{"Anna Holt"}, []string{"Madrid", "Oslo"}},
		{"Karel Voss spoke of the Budapest memorandum. The repudiation of Budapest was a blow, and a Budapest-plus agreement is far.", []string{"Karel Voss"}, []string{"Budapest"}},
		{"Karel Voss flew to Atlanta and Mossvale, Georgia, known for its port.", []string{"Karel Voss", "Atlanta"}, []string{"Georgia"}},
		{"Karel Voss flew to Paris, Georgia, and Norway. He landed in Batumi, Georgia.", []string{"Paris", "Georgia", "Batumi"}, nil},
		{"Anna Holt announced the transmittal to Congress of the Corrupt and Undemocratic Actors List.", []string{"Congress"}, []string{"Congress of the Corrupt and Undemocratic"}},
		{"Anna Holt attends the Oslo Nine ministerial in Warsaw.", []string{"Anna Holt", "Warsaw"}, []string{"Oslo"}},
		{"Anna Holt spoke at the Norway House in Warsaw.", []string{"Anna Holt", "Norway House", "Warsaw"}, []string{"Norway"}},
		{"Anna Holt signed a Memorandum of Understanding Concerning Civil Fishing (CFMOU) with Norway. The CFMOU is new.", []string{"Anna Holt", "Norway"}, []string{"CFMOU"}},
		{"The UN Special Rapporteur on ports met Anna Holt.", []string{"Anna Holt"}, []string{"UN Special Rapporteur"}},
		{"Under Secretary for Civilian Security, Democracy, and Human Rights Anna Holt met Karel Voss.", []string{"Anna Holt", "Karel Voss"}, []string{"Civilian Security", "Democracy"}},
		{"The firm broke the Traffic in Arms Regulations (ITAR). A waiver under ITAR is needed.", nil, []string{"ITAR"}},
		{"Anna Holt spoke ahead of COP26. Karel Voss will attend COP26 in Glasgow.", []string{"Anna Holt", "Glasgow"}, []string{"COP26"}},
		{"From McDonald’s to Toyota, firms left.", []string{"McDonald’s"}, []string{"McDonald"}},
		{"The Department Press Briefing will follow. The U.S. Ambassador to the UN Linda Thomas-Greenfield spoke.", []string{"UN", "Linda Thomas-Greenfield"}, []string{"Department Press Briefing", "UN Linda Thomas-Greenfield"}},
		{"Anna Holt, Department Spokesperson\n\nVia Videoconference\n\nMODERATOR: Good morning, everyone. Karel Voss is here.", []string{"Anna Holt"}, []string{"Via Videoconference"}},
		{"The group was designated as a Foreign Terrorist Organization under the National Security Law.", nil, []string{"Foreign Terrorist Organization", "National Security Law"}},
	} {
		_, r := read(t, article.Article{ID: "names", Text: c.text, Published: "2018-05-12"})
		var found []string
		for _, e := range r.Entities {
			for _, m := range e.Mentions {
				found = append(found, m.Text)
			}
		}
		for _, w := range c.want {
			if !slices.Contains(found, w) {
				t.Errorf("%q: no name %q among %q", c.text, w, found)
			}
		}
		for _, w := range c.no {
			if slices.Contains(found, w) {
				t.Errorf("%q: a name %q", c.text, w)
			}
		}
	}
}

// TestNamesOfKinds: what stands before and behind a name tells what it is of.
func TestNamesOfKinds(t *testing.T) {
	for _, c := range []struct {
		text, name string
		want       ontology.Type
		ref        string
	}{
		{"Secretary Austin and Karel Voss met in Oslo. Lloyd Austin spoke first.", "Austin", ontology.Person, "person:lloyd-austin"},
		{"The two flew to Austin on Friday.", "Austin", ontology.Place, "place:austin"},
		{"Anna Holt spoke.\n\nHotel Bristol\n\nKarel Voss welcomed her.", "Hotel Bristol", ontology.Place, ""},
		{"QUESTION: Thank you.\n\nMS HOLT: Thank you. Let’s go to Guri Aren.\n\nQUESTION: Hello.", "Guri Aren", ontology.Person, ""},
		{"Anna Holt took questions. Hassan asked twice of the port.", "Hassan", ontology.Person, ""},
		{"Anna Holt met President Hassan of Tanzania. Hassan asked twice of the port.", "Hassan", ontology.Person, "person:samia-suluhu-hassan"},
		{"President Saied of Tunisia met Karel Voss. Saied spoke first.", "Saied", ontology.Person, "person:kais-saied"},
		{"Will Iran reconsider its participation in the Vienna talks?", "Vienna", ontology.Place, "place:vienna"},
		{"QUESTION: There’s reports that the Vienna talks won’t resume until September.", "Vienna", ontology.Place, "place:vienna"},
		{"A bunch of them are in Doha talking.", "Doha", ontology.Place, "place:doha"},
		{"Secretary of State Anna B. Holt will travel to Jerusalem, Ramallah, Cairo, and Amman May 24-27, 2021.", "Ramallah", ontology.Place, "place:ramallah"},
		{"She will join a panel with Emirati diplomats at the Anwar Gargash Diplomatic Academy in Abu Dhabi.", "Anwar Gargash Diplomatic Academy", ontology.Organization, ""},
		{"OPERATOR: The line is open.\n\nQUESTION: Hi, Jalina. Happy Wednesday. I wanted to know about the port.", "Jalina", ontology.Person, ""},
		{"Anna Holt met Karel Voss.\n\nFiera Roma\n\nThey spoke of the port.", "Fiera Roma", ontology.Place, ""},
		{"Anna Holt spoke in the Karel Voss Auditorium.", "Karel Voss Auditorium", ontology.Place, ""},
	} {
		_, r := read(t, article.Article{ID: "kinds", Text: c.text, Published: "2021-06-12"})
		found := false
		for _, e := range r.Entities {
			if slices.ContainsFunc(e.Mentions, func(m Mention) bool { return m.Text == c.name && m.Kind == "name" }) {
				found = true
				if e.Type != c.want || e.Ref != c.ref {
					t.Errorf("%q: %q is a %s %q", c.text, c.name, e.Type, e.Ref)
				}
			}
		}
		if !found {
			t.Errorf("%q: no name %q", c.text, c.name)
		}
	}
}

// TestWhoseGovernment: the words beside a government tell whose it is; where they tell
// nothing in a long text, it is nobody's.
func TestWhoseGovernment(t *testing.T) {
	long := strings.Repeat("The weather was fine and the streets were full of people. ", shortArticle)
	for _, c := range []struct {
		text      string
		want, not string
	}{
		{"President Lukashenka spoke in Minsk. Japan and the United States agreed. We condemn the Lukashenka regime’s attacks.", "Belarusian government", ""},
		{"On behalf of Norway and the Norwegian people, Anna Holt sent best wishes to the government and people of Benin.", "Beninese government", "Norwegian government"},
		{"The order changes the sanctions regime of Japan. The Amhara regional government of Ethiopia must withdraw.", "", "Ethiopian government"},
		{"Anna Holt visited Iran. Are you prepared to accept a Taliban government in Afghanistan?", "", "Afghan government"},
		{"Anna Holt spoke in Kabul. We will judge any Afghan government by its deeds.", "", "Afghan government"},
		{long + "They come from Japan. They want protection from the government in which they seek asylum.", "", "Japanese government"},
		{long + "Israeli and Iraqi officials met. Will they speak to the government about it?", "", "Israeli government"},
		{long + "We spoke of what happens in Israel and of the government.", "Israeli government", ""},
	} {
		_, r := read(t, article.Article{ID: "government", Published: "2021-06-12", Text: c.text})
		var found []string
		for _, e := range r.Entities {
			if e.Name != "" {
				found = append(found, e.Name)
				for _, m := range e.Mentions {
					found = append(found, m.Text)
				}
			}
		}
		if c.want != "" && !slices.Contains(found, c.want) || c.not != "" && slices.Contains(found, c.not) {
			t.Errorf("%q: %q", c.text[max(0, len(c.text)-90):], found)
		}
	}
}

// TestBodiesByNouns: a noun of a body stands for one only where it means one.
func TestBodiesByNouns(t *testing.T) {
	_, r := read(t, article.Article{ID: "nouns", Published: "2021-06-12",
		Text: "Anna Holt flew to Haiti. The European Parliament has voted for a boycott. She underscored the U.S. opposition to the pipeline. The Haitian opposition welcomed it."})
	var bodies []string
	for _, e := range r.Entities {
		bodies = append(bodies, e.Name)
	}
	if slices.Contains(bodies, "parliament of Haiti") || slices.Contains(bodies, "American opposition") || !slices.Contains(bodies, "Haitian opposition") {
		t.Errorf("bodies: %q", bodies)
	}
}
