package embedded

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// reapLimit bounds the wait for a killed child if something that it started still
// holds its standard error open.
const reapLimit = time.Second

// A verifier is a child process, as the provider sees it. It serves one request at a
// time.
type verifier struct {
	requests *os.File
	answers  *os.File
	decoder  *json.Decoder
	log      *childLog
	group    group
	// ended is closed when the process is gone; failure is then how it ended.
	ended   chan struct{}
	failure error
}

// startVerifier starts the program as a child that waits for requests, with env added
// to its environment.
func startVerifier(executable string, env []string) (*verifier, error) {
	stdin, requests, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	answers, answersIn, err := os.Pipe()
	if err != nil {
		return nil, errors.Join(err, stdin.Close(), requests.Close())
	}
	v := &verifier{
		requests: requests,
		answers:  answers,
		decoder:  json.NewDecoder(answers),
		log:      &childLog{},
		ended:    make(chan struct{}),
	}
	cmd := exec.Command(executable, verifierArgument)
	cmd.Args[0] = os.Args[0] // shown in lists of processes
	cmd.Env = append(childEnvironment(os.Environ()), env...)
	cmd.Stdin, cmd.Stderr = stdin, v.log
	cmd.WaitDelay = reapLimit
	attach(cmd, answersIn)
	err = cmd.Start()
	// The child has its own copies by now.
	_ = stdin.Close()
	_ = answersIn.Close()
	if err == nil {
		v.group, err = groupOf(cmd.Process)
	}
	if err != nil {
		return nil, errors.Join(err, requests.Close(), answers.Close(), abandon(cmd))
	}
	go v.wait(cmd)
	return v, nil
}

// abandon ends a process that could not be put into a group.
func abandon(cmd *exec.Cmd) error {
	if cmd.Process == nil {
		return nil
	}
	_ = cmd.Process.Kill()
	return cmd.Wait()
}

// childEnvironment returns the environment without the provider's own credentials and
// Terraform's variables, which no backend needs. It also leaves out DEBUG, which makes
// a client for SMB log, and is read before any code of ours runs.
func childEnvironment(environ []string) []string {
	kept := make([]string, 0, len(environ))
	for _, entry := range environ {
		if !strings.HasPrefix(entry, "HOODY_") && !strings.HasPrefix(entry, "TF_") && !strings.HasPrefix(entry, "DEBUG=") {
			kept = append(kept, entry)
		}
	}
	return kept
}

// wait reaps the process and ends what it may have left behind.
func (v *verifier) wait(cmd *exec.Cmd) {
	v.failure = cmd.Wait()
	v.group.kill()
	v.group.close()
	_ = v.requests.Close()
	_ = v.answers.Close()
	close(v.ended)
}

// kill ends the child and everything that it started, at once.
func (v *verifier) kill() {
	select {
	case <-v.ended:
	default:
		v.group.kill()
	}
}

// isAlive reports whether the child had not ended a moment ago.
func (v *verifier) isAlive() bool {
	select {
	case <-v.ended:
		return false
	default:
		return true
	}
}

// ask sends a request and waits for the answer. After an error the child must not be
// used again. The end of the context ends the child.
func (v *verifier) ask(ctx context.Context, r request) (answer, error) {
	stop := context.AfterFunc(ctx, v.interrupt)
	var a answer
	err := send(v.requests, r)
	if err == nil {
		err = v.decoder.Decode(&a)
	}
	if err == nil && a.ID != r.ID {
		err = errors.New("the answer belongs to another request")
	}
	if !stop() {
		// Interrupted, perhaps just as the answer came.
		return answer{}, ctx.Err()
	}
	if err == nil {
		return a, nil
	}
	v.kill()
	<-v.ended
	if v.failure != nil {
		err = v.failure
	}
	if said := v.log.lastWords(); said != "" {
		err = fmt.Errorf("%w: %s", err, said)
	}
	return answer{}, fmt.Errorf("%w: %w", errEnded, err)
}

// interrupt ends the child, and with it everything that waits for it.
func (v *verifier) interrupt() {
	v.kill()
	past := time.Unix(1, 0)
	_ = v.requests.SetDeadline(past)
	_ = v.answers.SetDeadline(past)
}
