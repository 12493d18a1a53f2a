package storagetest

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"os"
	"path"
	"strings"

	"google.golang.org/protobuf/encoding/protowire"
)

// HDFS is a name node of a cluster without Kerberos. It follows Hadoop's RPC in version 9
// and the calls getFileInfo and getListing of its ClientProtocol; there are no data nodes.
func HDFS(ctx context.Context) (*Service, error) {
	return start(ctx, "hdfs", func(s *Service) error {
		address, err := s.accept(func(conn net.Conn) { _ = namenode{s.store}.speak(conn) })
		if err != nil {
			return err
		}
		web, err := s.accept(func(conn net.Conn) { _, _ = io.WriteString(conn, "HTTP/1.1 400 Bad Request\r\n\r\n") })
		if err != nil {
			return err
		}
		s.Values = map[string]any{"namenode": address, "username": "analyst"}
		s.Wrong = []Wrong{
			{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
			{Name: "nobody", Values: map[string]any{"username": ""}, Field: "username"},
			change("somebody who may not", "username", "intern", "username"),
			{Name: "no port", Values: map[string]any{"namenode": "127.0.0.1"}, Field: "namenode"},
			{Name: "the port of the web page", Values: map[string]any{"namenode": web}, Field: "namenode"},
		}
		return nil
	})
}

// Silent is a server that accepts connections and never answers.
func Silent(ctx context.Context) (*Service, error) {
	return start(ctx, "hdfs", func(s *Service) error {
		address, err := s.accept(func(conn net.Conn) { _, _ = io.Copy(io.Discard, conn) })
		s.Values = map[string]any{"namenode": address, "username": "analyst"}
		return err
	})
}

// accept calls speak with each connection to a free port of loopback, and returns the
// address.
func (s *Service) accept(speak func(net.Conn)) (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	s.atClose(l.Close)
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				speak(conn)
			}()
		}
	}()
	return l.Addr().String(), nil
}

// A namenode answers for the files of a store.
type namenode struct{ *store }

var errNotHadoop = errors.New("not Hadoop's RPC")

// speak answers until the client hangs up.
func (n namenode) speak(conn net.Conn) error {
	in := bufio.NewReader(conn)
	head := make([]byte, 7)
	if _, err := io.ReadFull(in, head); err != nil || string(head) != "hrpc\x09\x00\x00" {
		return errNotHadoop
	}
	who := ""
	for {
		parts, err := readPacket(in)
		if err != nil || len(parts) < 2 {
			return errors.Join(err, errNotHadoop)
		}
		call := uint64(numberIn(parts[0], 3))
		if protowire.DecodeZigZag(call) < 0 { // the context of the connection
			who = string(bytesIn(bytesIn(parts[1], 2), 1))
			continue
		}
		if len(parts) < 3 {
			return errNotHadoop
		}
		method := string(bytesIn(parts[1], 1))
		if err := n.answer(conn, uint32(protowire.DecodeZigZag(call)), who, method, parts[2]); err != nil {
			return err
		}
	}
}

func (n namenode) answer(conn net.Conn, call uint32, who, method string, body []byte) error {
	name := strings.TrimPrefix(path.Clean(string(bytesIn(body, 1))), "/")
	header := number(nil, 1, uint64(call))
	if who != "analyst" {
		header = number(header, 2, 1)
		header = text(header, 4, "org.apache.hadoop.security.AccessControlException")
		return writePacket(conn, text(header, 5, "Permission denied: user="+who))
	}
	header = number(header, 2, 0)
	info, err := n.info(name)
	var found []byte
	switch {
	case err != nil: // an answer without a file says that
	case method == "getListing":
		var list []byte
		for _, file := range n.list(name) {
			list = text(list, 1, string(fileStatus(file)))
		}
		found = text(nil, 1, string(number(list, 2, 0)))
	case method == "getFileInfo":
		found = text(nil, 1, string(fileStatus(info)))
	}
	return writePacket(conn, header, found)
}

// fileStatus returns an HdfsFileStatusProto.
func fileStatus(file os.FileInfo) []byte {
	kind, size := uint64(2), uint64(file.Size())
	if file.IsDir() {
		kind, size = 1, 0
	}
	status := number(nil, 1, kind)
	status = text(status, 2, file.Name())
	status = number(status, 3, size)
	status = text(status, 4, string(number(nil, 1, 0o755)))
	status = text(text(status, 5, "owner"), 6, "group")
	moment := uint64(file.ModTime().UnixMilli())
	return number(number(status, 7, moment), 8, moment)
}

// readPacket returns the messages of a packet, each of which begins with its length.
func readPacket(in io.Reader) (parts [][]byte, err error) {
	var length uint32
	if err := binary.Read(in, binary.BigEndian, &length); err != nil {
		return nil, err
	}
	if length > 1<<20 {
		return nil, errNotHadoop
	}
	packet := make([]byte, length)
	if _, err := io.ReadFull(in, packet); err != nil {
		return nil, err
	}
	for len(packet) > 0 {
		part, n := protowire.ConsumeBytes(packet)
		if n < 0 {
			return nil, errNotHadoop
		}
		parts, packet = append(parts, part), packet[n:]
	}
	return parts, nil
}

func writePacket(out io.Writer, parts ...[]byte) error {
	var packet []byte
	for _, part := range parts {
		packet = protowire.AppendBytes(packet, part)
	}
	_, err := out.Write(append(binary.BigEndian.AppendUint32(nil, uint32(len(packet))), packet...))
	return err
}

// number and text add a field to a message.
func number(message []byte, field protowire.Number, value uint64) []byte {
	return protowire.AppendVarint(protowire.AppendTag(message, field, protowire.VarintType), value)
}

func text(message []byte, field protowire.Number, value string) []byte {
	return protowire.AppendString(protowire.AppendTag(message, field, protowire.BytesType), value)
}

// numberIn and bytesIn return the value of a message's field, or the zero value.
func numberIn(message []byte, field protowire.Number) (value uint64) {
	fieldsIn(message, func(f protowire.Number, t protowire.Type, rest []byte) {
		if f == field && t == protowire.VarintType {
			value, _ = protowire.ConsumeVarint(rest)
		}
	})
	return value
}

func bytesIn(message []byte, field protowire.Number) (value []byte) {
	fieldsIn(message, func(f protowire.Number, t protowire.Type, rest []byte) {
		if f == field && t == protowire.BytesType {
			value, _ = protowire.ConsumeBytes(rest)
		}
	})
	return value
}

func fieldsIn(message []byte, found func(protowire.Number, protowire.Type, []byte)) {
	for len(message) > 0 {
		field, kind, n := protowire.ConsumeTag(message)
		if n < 0 {
			return
		}
		found(field, kind, message[n:])
		size := protowire.ConsumeFieldValue(field, kind, message[n:])
		if size < 0 {
			return
		}
		message = message[n+size:]
	}
}
