package extract

import "testing"

func TestQuantity(t *testing.T) {
	for _, row := range []struct{ words, want string }{
		{"$100 million", "100000000 USD"},
		{"US$ 8.7 billion", "8700000000 USD"},
		{"$4,500", "4500 USD"},
		{"£2.5 million", "2500000 GBP"},
		{"more than $65 million", ">65000000 USD"},
		{"12 million crowns", "12000000 crowns"},
		{"90 million euros", "90000000 EUR"},
		{"3,000 troops", "3000 troops"},
		{"another 200 tons", "200 tons"},
		{"at least 12 civilians killed", ">=12 persons killed"},
		{"as many as thirty-two people injured", "<=32 persons injured"},
		{"two dozen officials", "24 officials"},
		{"a hundred and five soldiers", "105 soldiers"},
		{"three hundred thousand doses", "300000 doses"},
		{"some five companies", "~5 companies"},
		{"two people", "2 persons"},
		{"several officials", ""},
		{"a convoy", ""},
		{"1990", ""},
		{"", ""},
	} {
		if got := quantity(row.words); got != row.want {
			t.Errorf("quantity(%q) = %q, want %q", row.words, got, row.want)
		}
	}
}
