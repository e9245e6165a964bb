package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"time"
)

// tarball packs files as .tar.gz, all of one day and of nobody.
func tarball(folder string, files []file, day time.Time) (file, error) {
	var packed bytes.Buffer
	squeezed, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return file{}, err
	}
	w := tar.NewWriter(squeezed)
	for _, f := range files {
		head := &tar.Header{Name: f.name, Mode: int64(f.mode), Size: int64(len(f.data)), ModTime: day, Format: tar.FormatUSTAR}
		if err := w.WriteHeader(head); err != nil {
			return file{}, err
		}
		if _, err := w.Write(f.data); err != nil {
			return file{}, err
		}
	}
	if err := w.Close(); err != nil {
		return file{}, err
	}
	if err := squeezed.Close(); err != nil {
		return file{}, err
	}
	return file{name: folder + ".tar.gz", data: packed.Bytes()}, nil
}

// zipfile packs files as .zip, all of one day.
func zipfile(folder string, files []file, day time.Time) (file, error) {
	var packed bytes.Buffer
	w := zip.NewWriter(&packed)
	for _, f := range files {
		head := &zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: day}
		head.SetMode(f.mode)
		to, err := w.CreateHeader(head)
		if err != nil {
			return file{}, err
		}
		if _, err := to.Write(f.data); err != nil {
			return file{}, err
		}
	}
	if err := w.Close(); err != nil {
		return file{}, err
	}
	return file{name: folder + ".zip", data: packed.Bytes()}, nil
}
