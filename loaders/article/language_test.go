package article

import (
	"errors"
	"strings"
	"testing"
)

// foreign are short news of our own words in other languages.
var foreign = map[string]string{
	"de": "Gespräche begonnen\n\nDie Außenminister von Arland und Borvia haben sich am Freitag im Hafen getroffen, um den Streit über die Fischgründe zu beenden. Sie wollen sich im Juli wieder sehen, sagte ein Sprecher.",
	"fr": "Les pourparlers ont commencé\n\nLes ministres des affaires étrangères se sont rencontrés vendredi au port pour mettre fin à la querelle sur la pêche. Ils se reverront en juillet, a dit un porte-parole.",
	"es": "Comienzan las conversaciones\n\nLos ministros de Asuntos Exteriores se reunieron el viernes en el puerto para poner fin a la disputa sobre la pesca. Volverán a verse en julio, dijo un portavoz del gobierno.",
	"ru": "Переговоры начались\n\nМинистры иностранных дел встретились в пятницу в порту, чтобы закончить спор о рыболовстве. Они встретятся снова в июле, сказал представитель министерства.",
	"ar": "بدأت المحادثات\n\nاجتمع وزيرا الخارجية يوم الجمعة في الميناء لإنهاء النزاع حول الصيد وقال متحدث باسم الحكومة إنهما سيجتمعان مرة أخرى في يوليو.",
	"pt": "Começam as conversações\n\nOs ministros dos Negócios Estrangeiros reuniram-se na sexta-feira no porto para pôr fim à disputa sobre a pesca. Vão voltar a encontrar-se em julho, disse um porta-voz do governo.",
	"da": "Samtalerne er begyndt\n\nUdenrigsministrene mødtes fredag i havnen for at gøre en ende på striden om fiskeriet. De vil mødes igen i juli, sagde en talsmand for regeringen, og ingen af dem har villet sige mere.",
	"zh": "会谈开始\n\n两国外交部长星期五在港口会晤，以结束关于捕鱼的争端。一位发言人说，他们将在七月再次会面，并希望在秋天之前达成协议。",
}

func TestLanguages(t *testing.T) {
	for want, text := range foreign {
		n := 0
		for a, err := range Read(t.Context(), "in.txt", strings.NewReader(text)) {
			n++
			var other *LanguageError
			if !errors.As(err, &other) || other.Lang != want || a.Lang != want || blank(a.Text) || other.ID != a.ID {
				t.Errorf("%s: read as %q, error %v", want, a.Lang, err)
			}
		}
		for _, err := range (Options{AnyLanguage: true}).Read(t.Context(), "in.txt", strings.NewReader(text)) {
			if err != nil {
				t.Errorf("%s: %v though any will do", want, err)
			}
		}
		if n != 1 {
			t.Errorf("%s: %d articles", want, n)
		}
	}
}

func TestLanguageThatIsSaid(t *testing.T) {
	english := `"text": "The ministers of the two states met on Friday, and said that they would meet again."`
	for _, c := range []struct{ raw, want string }{
		{`{` + english + `, "lang": "en-US"}`, "en-US"},
		{`{` + english + `, "language": "German"}`, "en"}, // sites say anything
		{`{"text": "Talks begin.", "language": "English"}`, "en"},
		{`{"text": "Gespräche beginnen.", "lang": "de_AT"}`, "de-AT"},
		{`{"text": "Talks begin."}`, ""},
		{`{"text": "Talks begin.", "lang": "no language"}`, ""},
	} {
		for a := range Read(t.Context(), "in", strings.NewReader(c.raw)) {
			if a.Lang != c.want {
				t.Errorf("%s: got %q, want %q", c.raw, a.Lang, c.want)
			}
		}
	}
}
