#!/usr/bin/env python3
"""Lists the members of a model's JSON files that the reference libraries use, for each version: the parameters of the constructors of
configurations, modules and tokenizers, and the members that the loaders look up. A test compares them with the program's own lists,
so that it shows when a new version uses another member.

    python3 scripts/develop/goldens/members/make-members.py Tests/ConversionTests/SideFiles/members.json

The source of Python's libraries is read, and not imported; pip downloads it. `tokenizers` is written in Rust, so the installed one is
used: its components write themselves as JSON.
"""

import ast
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

TRANSFORMERS = ["4.57.3", "5.23.0", "5.24.0"]
SENTENCE_TRANSFORMERS = ["2.2.2", "3.4.1", "4.1.0", "5.1.2", "6.2.0"]
NOT_MEMBERS = {"self", "cls", "args", "kwargs"}


class Source:
    """The source of a library, with its files and classes."""

    def __init__(self, root: Path):
        self.root = root

    def tree(self, *names: str) -> ast.Module:
        """The first of these files that exists."""
        found = next((self.root / name for name in names if (self.root / name).is_file()), None)
        if found is None:
            raise FileNotFoundError(f"{self.root} has none of {names}")
        return ast.parse(found.read_text(encoding="utf-8"))

    def class_in(self, name: str, *files: str) -> ast.ClassDef:
        return next(node for node in ast.walk(self.tree(*files)) if isinstance(node, ast.ClassDef) and node.name == name)


def method(node: ast.AST, name: str) -> ast.AST | None:
    """The last definition of a name, since overloads come before it."""
    found = [child for child in ast.walk(node) if isinstance(child, ast.FunctionDef) and child.name == name]
    return found[-1] if found else None


def parameters(node: ast.AST, name: str = "__init__") -> set[str]:
    function = method(node, name)
    if function is None:
        return set()
    arguments = function.args
    return {a.arg for a in arguments.posonlyargs + arguments.args + arguments.kwonlyargs} - NOT_MEMBERS


def fields(node: ast.ClassDef) -> set[str]:
    """The members of a data class."""
    return {
        child.target.id for child in node.body
        if isinstance(child, ast.AnnAssign) and "ClassVar" not in ast.unparse(child.annotation)
        and not child.target.id.startswith("_")}


def strings(node: ast.AST | None) -> set[str]:
    if node is None:
        return set()
    return {child.value for child in ast.walk(node) if isinstance(child, ast.Constant) and isinstance(child.value, str)}


def assigned(node: ast.ClassDef, name: str) -> set[str]:
    """The strings that a class assigns to one of its attributes."""
    for child in node.body:
        targets = child.targets if isinstance(child, ast.Assign) else [getattr(child, "target", None)]
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            return strings(child.value)
    return set()


def looked_up(node: ast.AST | None, *names: str) -> set[str]:
    """The keys that are read from these dictionaries: d["x"], d.get("x"), d.pop("x"), d.setdefault("x"), "x" in d."""
    found: set[str] = set()
    for child in ast.walk(node) if node is not None else []:
        if isinstance(child, ast.Subscript) and ast.unparse(child.value) in names:
            found |= strings(child.slice)
        elif isinstance(child, ast.Call) and isinstance(child.func, ast.Attribute) and child.args:
            if child.func.attr in ("get", "pop", "setdefault") and ast.unparse(child.func.value) in names:
                found |= strings(child.args[0])
        elif isinstance(child, ast.Compare) and isinstance(child.ops[0], (ast.In, ast.NotIn)):
            if ast.unparse(child.comparators[0]) in names and isinstance(child.left, ast.Constant):
                found |= strings(child.left)
    return found


def attributes(node: ast.AST | None, *names: str) -> set[str]:
    """The attributes that are read from these objects, also by getattr and hasattr, without methods."""
    found: set[str] = set()
    for child in ast.walk(node) if node is not None else []:
        if isinstance(child, ast.Attribute) and isinstance(child.ctx, ast.Load) and ast.unparse(child.value) in names:
            found.add(child.attr)
        if isinstance(child, ast.Call) and ast.unparse(child.func) in ("getattr", "hasattr"):
            if ast.unparse(child.args[0]) in names:
                found |= strings(child.args[1])
    for child in ast.walk(node) if node is not None else []:
        if isinstance(child, ast.Call) and isinstance(child.func, ast.Attribute):
            if ast.unparse(child.func.value) in names:
                found.discard(child.func.attr)
    return found


def transformers_members(source: Source) -> dict[str, set[str]]:
    common = source.tree("configuration_utils.py")
    base = next(
        node for node in ast.walk(common)
        if isinstance(node, ast.ClassDef) and node.name in ("PreTrainedConfig", "PretrainedConfig"))
    albert = source.class_in("AlbertConfig", "models/albert/configuration_albert.py")
    modeling = source.class_in("PreTrainedModel", "modeling_utils.py")
    config = fields(albert) | parameters(albert) | fields(base) | parameters(base)
    for name in ("__init__", "__post_init__"):
        config |= looked_up(method(base, name), "kwargs")
    config |= looked_up(method(base, "get_config_dict"), "config_dict") | looked_up(method(base, "from_dict"), "config_dict")
    for name in ("__init__", "from_pretrained", "_from_config", "post_init", "init_weights", "get_correct_attn_implementation"):
        config |= attributes(method(modeling, name), "config", "self.config")
    config |= attributes(source.tree("models/albert/modeling_albert.py"), "config", "self.config")
    config |= attributes(source.tree("quantizers/auto.py"), "config")
    config |= looked_up(source.tree("models/auto/configuration_auto.py"), "config_dict")
    generation = source.tree("generation/configuration_utils.py")
    for function in (method(generation, "_get_default_generation_params"), method(base, "_get_global_generation_defaults")):
        for node in ast.walk(function) if function is not None else []:
            if isinstance(node, ast.Dict):
                config |= {key.value for key in node.keys if isinstance(key, ast.Constant)}
    config |= attributes(source.tree("models/auto/tokenization_auto.py"), "config")
    # Methods of the objects, and lists of their parts. No file sets these.
    config -= {"sub_configs", "sub_configs_defaults", "__class__", "_auto_class", "base_model_tp_plan", "base_model_pp_plan",
               "base_model_ep_plan", "base_model_fsdp_plan", "name_or_path", "distributed_config", "encoder", "decoder",
               "attribute_map", "base_config_key", "has_no_defaults_at_init"}

    tokenizer_base = source.tree("tokenization_utils_base.py")
    fast = source.tree("tokenization_utils_tokenizers.py", "tokenization_utils_fast.py")
    tokenizer = set()
    for name, folder in (("Albert", "albert"), ("Bert", "bert")):
        for file in (f"models/{folder}/tokenization_{folder}.py", f"models/{folder}/tokenization_{folder}_fast.py"):
            if (source.root / file).is_file():
                for node in source.tree(file).body:
                    if isinstance(node, ast.ClassDef) and node.name in (f"{name}Tokenizer", f"{name}TokenizerFast"):
                        tokenizer |= parameters(node)
    for tree in (tokenizer_base, fast):
        for node in (child for child in ast.walk(tree) if isinstance(child, ast.ClassDef)):
            tokenizer |= looked_up(method(node, "__init__"), "kwargs")
    tokenizer |= looked_up(method(tokenizer_base, "_from_pretrained"), "init_kwargs")
    tokenizer |= looked_up(tokenizer_base, "tokenizer_config")
    tokenizer |= looked_up(source.tree("models/auto/tokenization_auto.py"), "tokenizer_config")
    special = set()
    for node in (child for child in ast.walk(tokenizer_base) if isinstance(child, ast.ClassDef)):
        special |= assigned(node, "SPECIAL_TOKENS_ATTRIBUTES")
    tokenizer -= {"tokenizer", "_commit_hash"}

    call = set()
    for tree in (tokenizer_base, fast):
        for name in ("__call__", "_encode_plus", "_batch_encode_plus"):
            call |= parameters(tree, name) | looked_up(method(tree, name), "kwargs")
    # The names that the call makes from its own arguments.
    call -= {"padding_strategy", "truncation_strategy", "batch_text_or_text_pairs", "sanitize_control_tokens"}

    base_tokenizer = source.class_in("PreTrainedTokenizerBase", "tokenization_utils_base.py")
    model_arguments = parameters(modeling, "from_pretrained") | looked_up(method(modeling, "from_pretrained"), "kwargs")
    model_arguments |= parameters(source.class_in("AlbertModel", "models/albert/modeling_albert.py"))
    return {
        "config.json": config,
        "tokenizer_config.json": tokenizer | special,
        "special_tokens_map.json": special,
        "sentence_bert_config.json: processing_kwargs.text": call,
        "sentence_bert_config.json: model_args": model_arguments - {"pretrained_model_name_or_path", "config"},
        "sentence_bert_config.json: config_args": (
            looked_up(method(base, "from_pretrained"), "kwargs") | parameters(base, "from_pretrained")
            | looked_up(method(base, "_get_config_dict"), "kwargs")) - {"pretrained_model_name_or_path"},
        "sentence_bert_config.json: tokenizer_args": (
            looked_up(method(base_tokenizer, "from_pretrained"), "kwargs")
            | parameters(base_tokenizer, "from_pretrained")
            | looked_up(method(source.tree("models/auto/tokenization_auto.py"), "from_pretrained"), "kwargs")
        ) - {"pretrained_model_name_or_path"},
    }


def sentence_transformers_members(source: Source) -> dict[str, set[str]]:
    def module(name: str, *files: str) -> set[str]:
        try:
            node = source.class_in(name, *files, f"models/{name}.py")
        except FileNotFoundError:
            return set()
        members = parameters(node) | assigned(node, "config_keys") | assigned(node, "config_key_renames")
        return members | {name for name in strings(node) if name.startswith("pooling_mode_") and " " not in name}

    model = source.tree("sentence_transformer/model.py", "SentenceTransformer.py")
    models = [model] + [source.tree(file) for file in ("base/model.py",) if (source.root / file).is_file()]
    transformer_file = source.tree("base/modules/transformer.py", "models/Transformer.py")
    transformer = module("Transformer", "base/modules/transformer.py")
    transformer |= looked_up(transformer_file, "config", "sbert_config")
    transformer -= {"model_name_or_path"}
    old_names = {"model_kwargs": "model_args", "processor_kwargs": "tokenizer_args", "config_kwargs": "config_args"}
    transformer |= {old_names[name] for name in transformer if name in old_names}
    modules: set[str] = set()
    pipeline: set[str] = set()
    for tree in models:
        modules |= looked_up(tree, "module_config")
        pipeline |= looked_up(tree, "model_config", "self._model_config", "config")
        for function in (method(tree, "_get_model_config"),):
            for node in ast.walk(function) if function is not None else []:
                if isinstance(node, ast.Dict):
                    pipeline |= {key.value for key in node.keys if isinstance(key, ast.Constant)}
    cross = source.tree("cross_encoder/model.py", "cross_encoder/CrossEncoder.py")
    members = {
        "modules.json": modules,
        "config_sentence_transformers.json": pipeline - {"sentence_transformers", "transformers", "pytorch"},
        "sentence_bert_config.json": transformer,
        "Pooling": module("Pooling", "sentence_transformer/modules/pooling.py"),
        "Dense": module("Dense", "base/modules/dense.py") - {"init_weight", "init_bias"},
        "LayerNorm": module("LayerNorm", "sentence_transformer/modules/layer_norm.py"),
        "Normalize": module("Normalize", "base/modules/normalize.py"),
        "WeightedLayerPooling": module("WeightedLayerPooling", "sentence_transformer/modules/weighted_layer_pooling.py"),
        "Dropout": module("Dropout", "sentence_transformer/modules/dropout.py"),
        "config.json": {
            name for name in attributes(cross, "config", "self.config", "self.model.config")
            if name.startswith(("sentence_transformers", "sbert_"))},
    }
    for node in ast.walk(transformer_file):
        if isinstance(node, ast.ClassDef) and node.name == "ProcessingKwargs":
            members["sentence_bert_config.json: processing_kwargs"] = fields(node)
        if isinstance(node, ast.ClassDef) and node.name in ("_ModalityParamsRequired", "ModalityParams"):
            members.setdefault("sentence_bert_config.json: modality_config.text", set()).update(fields(node))
    return members


def tokenizers_members() -> dict[str, set[str]]:
    from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers, processors

    word_piece = Tokenizer(models.WordPiece({"a": 0}, unk_token="a"))
    word_piece.enable_truncation(5)
    word_piece.enable_padding()
    word_piece.add_tokens([AddedToken("x")])
    file = json.loads(word_piece.to_str())
    members = {"tokenizer.json": set(file)}
    for name in ("truncation", "padding"):
        members[f"tokenizer.json: {name}"] = set(file[name])
    members["tokenizer.json: added_tokens"] = set(file["added_tokens"][0])
    pair = (("[SEP]", 1), ("[CLS]", 0))
    parts = [
        models.Unigram([("a", 0.0)], 0), models.WordPiece(), normalizers.BertNormalizer(), normalizers.Lowercase(),
        normalizers.NFC(), normalizers.NFD(), normalizers.NFKC(), normalizers.NFKD(), normalizers.Nmt(),
        normalizers.Prepend(), normalizers.Replace("a", "b"), normalizers.Sequence([]), normalizers.Strip(),
        normalizers.StripAccents(), pre_tokenizers.BertPreTokenizer(), pre_tokenizers.CharDelimiterSplit("a"),
        pre_tokenizers.Digits(), pre_tokenizers.Metaspace(), pre_tokenizers.Punctuation(), pre_tokenizers.Sequence([]),
        pre_tokenizers.Split("a", "isolated"), pre_tokenizers.Whitespace(), pre_tokenizers.WhitespaceSplit(),
        processors.BertProcessing(*pair), processors.RobertaProcessing(*pair), processors.Sequence([]),
        processors.TemplateProcessing("$A", "$A $B", []),
    ]
    for part in parts:
        state = json.loads(part.__getstate__())
        members.setdefault(f"tokenizer.json: {state['type']}", set()).update(state)
    return members


def fetch(name: str, version: str, folder: Path) -> Source:
    """Downloads a library without its dependencies, and unpacks it."""
    target = folder / f"{name}-{version}"
    target.mkdir()
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", target, f"{name}=={version}"], check=True)
    (archive,) = target.iterdir()
    if archive.suffix == ".whl":
        zipfile.ZipFile(archive).extractall(target)
    else:
        tarfile.open(archive).extractall(target, filter="data")
    return Source(next(target.rglob(f"{name.replace('-', '_')}/__init__.py")).parent)


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: make-members.py FILE")
    import tokenizers

    members = {f"tokenizers {tokenizers.__version__}": tokenizers_members()}
    with tempfile.TemporaryDirectory() as folder:
        for name, versions, read in (
            ("transformers", TRANSFORMERS, transformers_members),
            ("sentence-transformers", SENTENCE_TRANSFORMERS, sentence_transformers_members),
        ):
            for version in versions:
                members[f"{name} {version}"] = read(fetch(name, version, Path(folder)))
    sorted_members = {
        library: {file: sorted(names) for file, names in sorted(files.items()) if names}
        for library, files in sorted(members.items())}
    Path(sys.argv[1]).write_text(json.dumps(sorted_members, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for library, files in sorted_members.items():
        print(f"{library}: {sum(map(len, files.values()))} members of {len(files)} files and parts")


if __name__ == "__main__":
    main()
