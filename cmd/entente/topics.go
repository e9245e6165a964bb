package main

import (
	"embed"
	"strings"

	"github.com/spf13/cobra"
)

// pages are what help can tell beside the commands.
//
//go:embed docs/*.md
var pages embed.FS

// topics is the table of those pages, in the order in which help lists them.
var topics = []struct{ name, about string }{
	{"guide", "how to use it, for people who do not program"},
	{"tutorial", "from ten articles to a picture in Gephi and a table in R or pandas"},
	{"quality", "how well it reads, and where it fails"},
	{"dependencies", "what the program is made of, with licences"},
}

// addTopics adds the pages to help: 'entente help guide' prints one.
func addTopics(root *cobra.Command) {
	for _, t := range topics {
		text, err := pages.ReadFile("docs/" + t.name + ".md")
		if err != nil {
			panic(err) // a line of the table without its page
		}
		root.AddCommand(&cobra.Command{Use: t.name, Short: t.about, Long: strings.TrimSpace(string(text))})
	}
}
