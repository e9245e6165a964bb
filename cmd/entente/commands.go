package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"entente/graph"
)

// commands is the table of commands, in the order in which help shows them.
var commands = []struct {
	group string
	make  func(p *program) *cobra.Command
}{
	{groupWrite, loadCommand},
	{groupWrite, forgetCommand},
	{groupWrite, rereadCommand},
	{groupWrite, verifyCommand},
	{groupJudge, reviewCommand},
	{groupJudge, mergeCommand},
	{groupJudge, splitCommand},
	{groupJudge, sameCommand},
	{groupJudge, differentCommand},
	{groupJudge, undoCommand},
	{groupJudge, judgementsCommand},
	{groupWrite, backupCommand},
	{groupWrite, restoreCommand},
	{groupWrite, compactCommand},
	{groupWrite, importCommand},
	{groupAsk, askCommand},
	{groupAsk, pathCommand},
	{groupAsk, seriesCommand},
	{groupAsk, networkCommand},
	{groupAsk, showCommand},
	{groupAsk, compareCommand},
	{groupAsk, explainCommand},
	{groupAsk, queryCommand},
	{groupAsk, statsCommand},
	{groupAsk, exportSiteCommand},
	{groupAsk, diffCommand},
	{groupPublish, releaseCommand},
	{groupPublish, verifyReleaseCommand},
	{groupPublish, attachCommand},
	{groupAsk, serveCommand},
	{groupRead, extractCommand},
	{groupRead, readCommand},
	{groupRead, whyNotCommand},
	{groupRead, framesCommand},
	{groupRead, coverageCommand},
	{groupRead, sampleCommand},
	{groupRead, gazetteerCommand},
	{groupRead, evalCommand},
	{groupRead, trainCommand},
	{"", versionCommand},
	{"", manCommand},
}

// Groups of commands in help.
const (
	groupWrite   = "write"
	groupAsk     = "ask"
	groupJudge   = "judge"
	groupRead    = "read"
	groupPublish = "publish"
)

// defaultDB is the store used unless told otherwise.
const defaultDB = "entente.db"

// root makes the command tree.
func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "entente",
		Short: "A knowledge graph of diplomacy from news articles, every edge with its sentence",
		Long: `Entente reads news articles and builds a knowledge graph of diplomacy from them: who
holds which office, who met whom, where and when, which countries agreed on what,
who said so, and in which sentence of which article it stands. It works offline.`,
		Example: `  entente load articles/              read a folder of articles into ./entente.db
  entente ask meetings --with Lavrov  who met Lavrov, where and when
  entente ask meetings --from a.txt   the same of one article, without a store
  entente serve                       Cayley's query page on this machine`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage("unknown command %q", args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	db := os.Getenv("ENTENTE_DB")
	if db == "" {
		db = defaultDB
	}
	root.PersistentFlags().StringVar(&p.db, "db", db, "the store: a folder, or "+graph.Memory+" for none; also in ENTENTE_DB")
	root.PersistentFlags().String("gazetteer", os.Getenv("ENTENTE_GAZETTEER"), "a table of your own people, organizations and tenures; also in ENTENTE_GAZETTEER")
	root.AddGroup(&cobra.Group{ID: groupWrite, Title: "Fill a store:"},
		&cobra.Group{ID: groupAsk, Title: "Ask it:"},
		&cobra.Group{ID: groupJudge, Title: "Decide who is who:"},
		&cobra.Group{ID: groupPublish, Title: "Publish what it knows:"},
		&cobra.Group{ID: groupRead, Title: "See what an article says, without a store:"})
	for _, c := range commands {
		cmd := c.make(p)
		cmd.GroupID = c.group
		root.AddCommand(cmd)
	}
	addTopics(root)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.SetUsageTemplate(root.UsageTemplate() + "\n" + exitHelp + "\n")
	return root
}

// wants makes a check of the number of arguments whose error is a usage error.
func wants(least, most int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < least || most >= 0 && len(args) > most {
			return usage("%s wants %s", cmd.CommandPath(), what)
		}
		return nil
	}
}

// jsonFlag adds --json.
func jsonFlag(cmd *cobra.Command) *bool {
	return cmd.Flags().Bool("json", false, "print JSON")
}

// fromFlag adds --from.
func (p *program) fromFlag(cmd *cobra.Command) *[]string {
	cmd.Flags().StringArrayVar(&p.frames, "frames", nil, "with --from: read with the frames of this file too; see 'entente frames --help'")
	return listFlag(cmd, "from", "PATH", "read these articles into memory and use them in place of the store: a file, a folder, or -")
}

func versionCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{Use: "version", Short: "Print the version", Args: wants(0, 0, "no arguments")}
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(*cobra.Command, []string) error {
		if *asJSON {
			return p.json(map[string]string{"version": version})
		}
		_, err := fmt.Fprintln(p.stdout, "entente "+version)
		return err
	}
	return cmd
}
