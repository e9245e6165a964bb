package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"entente/loaders"
	"entente/loaders/article"
	"entente/queries/web"
)

// sendTo sends files to a server that holds the store (load --to URL), which reads
// them as load would. Each file is one request.
func (l *loading) sendTo(ctx context.Context, server, token string, paths []string) error {
	home, err := url.Parse(server)
	if err != nil || home.Scheme != "http" && home.Scheme != "https" || home.Host == "" {
		return usage("load --to %q: give the address that 'entente serve --allow-load' printed, as http://127.0.0.1:8064", server)
	}
	if token == "" {
		return usage("load --to wants the server's token: give it with --token, or in ENTENTE_TOKEN")
	}
	if len(paths) == 0 || l.seeds || l.dry || l.columns != "" || l.net {
		return usage("load --to wants paths of files, and neither --seeds, --dry-run, --map nor --allow-net")
	}
	report := loaders.Report{}
	for _, path := range paths {
		files, err := filesToSend(path)
		if err != nil {
			return err
		}
		for _, file := range files {
			done, err := l.send(ctx, home, token, file)
			if err != nil {
				return fmt.Errorf("send %s to %s: %w", file, home.Redacted(), err)
			}
			report.Articles += done.Articles
			report.Added += done.Added
			report.Replaced += done.Replaced
			report.Same += done.Same
			report.Passed += done.Passed
			for _, bad := range done.Bad {
				l.pass(errors.New(bad))
			}
		}
	}
	return l.report(report, "%s: %d added, %d replaced, %d as before, %d passed over\n")
}

// filesToSend are the files of a path: itself, or those of a folder that end as
// formats of articles do.
func filesToSend(path string) ([]string, error) {
	if path == "-" {
		return []string{path}, nil
	}
	var files []string
	err := filepath.WalkDir(path, func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
			return nil
		case file == path || !strings.HasPrefix(d.Name(), ".") && isFormat(filepath.Ext(d.Name())):
			files = append(files, file)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("load --to: %w", err)
	}
	return files, nil
}

func isFormat(ext string) bool {
	return slices.ContainsFunc(article.Formats(), func(f article.Format) bool { return slices.Contains(f.Exts, strings.ToLower(ext)) })
}

// send posts one file and returns what the server did with it.
func (l *loading) send(ctx context.Context, home *url.URL, token, file string) (web.Loaded, error) {
	data, err := l.bytesOf(file)
	if err != nil {
		return web.Loaded{}, err
	}
	to := home.JoinPath("/api/load")
	to.RawQuery = url.Values{"name": {filepath.Base(file)}}.Encode()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, to.String(), bytes.NewReader(data))
	if err != nil {
		return web.Loaded{}, err
	}
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Content-Type", "application/octet-stream")
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(req)
	if err != nil {
		var failed *url.Error
		if errors.As(err, &failed) {
			err = failed.Err
		}
		return web.Loaded{}, fmt.Errorf("%w: is 'entente serve --allow-load' running there?", err)
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(res.Body, 16<<20))
	if err != nil {
		return web.Loaded{}, err
	}
	var done web.Loaded
	if res.StatusCode == http.StatusOK || res.StatusCode == http.StatusUnprocessableEntity {
		return done, json.Unmarshal(answer, &done)
	}
	return done, refusal(res.StatusCode, answer)
}

// refusal says why a server did not load.
func refusal(status int, answer []byte) error {
	var said struct{ Error string }
	if json.Unmarshal(answer, &said) == nil && said.Error != "" {
		return errors.New(said.Error)
	}
	if status == http.StatusNotFound || status == http.StatusMethodNotAllowed {
		return errors.New("the server does not load: start it with --allow-load")
	}
	return errors.New(strings.TrimSpace(string(answer)) + " (" + http.StatusText(status) + ")")
}

func (l *loading) bytesOf(file string) ([]byte, error) {
	if file == "-" {
		return io.ReadAll(l.p.stdin)
	}
	return os.ReadFile(file)
}
