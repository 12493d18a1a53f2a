package embedded_test

import (
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded"
	"github.com/hoody/terraform-provider-hoody/internal/engine/enginetest"
	"github.com/hoody/terraform-provider-hoody/internal/storagetest"
)

func TestSuite(t *testing.T) {
	t.Parallel()
	s3, err := storagetest.S3(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s3.Close() })
	e := embedded.New(embedded.Options{VerifyOnRefresh: true})
	t.Cleanup(func() { _ = e.Close() })
	enginetest.Run(t, enginetest.Case{
		Engine:     e,
		Spec:       engine.Spec{Backend: services.ByName("s3"), Values: s3.Values},
		Credential: "secret_access_key",
		WrongValue: "wrong-secret-2b7f",
	})
}
