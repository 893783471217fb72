package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
)

const module = "github.com/mattermost/mattermost/server/public"

// declaration is what reflection cannot tell of a method: the names of its parameters, and its comment.
type declaration struct {
	params []string
	doc    string
}

type sources struct {
	api, hooks map[string]declaration
	// wire holds the field names of every Z_… struct.
	wire map[string][]string
}

func readSources() *sources {
	directory, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", module).Output()
	if err != nil {
		panic(err)
	}
	read := &sources{wire: map[string][]string{}}
	for _, name := range []string{"api.go", "hooks.go", "client_rpc.go", "client_rpc_generated.go"} {
		path := filepath.Join(strings.TrimSpace(string(directory)), "plugin", name)
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
		if err != nil {
			panic(err)
		}
		ast.Inspect(file, read.visit)
	}
	return read
}

func (s *sources) visit(node ast.Node) bool {
	spec, ok := node.(*ast.TypeSpec)
	if !ok {
		return true
	}
	switch body := spec.Type.(type) {
	case *ast.InterfaceType:
		switch spec.Name.Name {
		case "API":
			s.api = declarationsOf(body)
		case "Hooks":
			s.hooks = declarationsOf(body)
		}
	case *ast.StructType:
		if strings.HasPrefix(spec.Name.Name, "Z_") {
			s.wire[spec.Name.Name] = namesOf(body.Fields)
		}
	}
	return true
}

func declarationsOf(body *ast.InterfaceType) map[string]declaration {
	declared := map[string]declaration{}
	for _, method := range body.Methods.List {
		for _, name := range method.Names {
			declared[name.Name] = declaration{namesOf(method.Type.(*ast.FuncType).Params), strings.TrimSpace(method.Doc.Text())}
		}
	}
	return declared
}

func namesOf(fields *ast.FieldList) []string {
	names := []string{}
	for _, field := range fields.List {
		for _, name := range field.Names {
			names = append(names, name.Name)
		}
	}
	return names
}

// mustBePlain proves that a method's arguments and results travel as A, B, C, … in the order of its signature.
func (s *sources) mustBePlain(method reflect.Method) {
	check := func(name string, count int) {
		fields, ok := s.wire[name]
		if !ok || strings.Join(fields, "") != "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:count] {
			panic(name + " is not plain: add the method to special and write it by hand")
		}
	}
	check("Z_"+method.Name+"Args", method.Type.NumIn())
	check("Z_"+method.Name+"Returns", method.Type.NumOut())
}
