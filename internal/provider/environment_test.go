package provider

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// The page that says which wins, the configuration or the environment, has the
// variables in their order.
func TestEnvironmentIsAsThePageSays(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../templates/guides/questions.md.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	for attribute, names := range map[string][]string{
		"engine": engineEnv, "endpoint": endpointEnv, "token": tokenEnv, "container = { id = … }": containerEnv,
		"container_endpoint": containerEndpointEnv, "realm": realmEnv,
	} {
		row := fmt.Sprintf("\n| `%s` | `%s` |\n", attribute, strings.Join(names, "`, then `"))
		if !strings.Contains(string(page), row) {
			t.Errorf("the page lacks the row%s", row)
		}
	}
}
