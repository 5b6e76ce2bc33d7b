-- CreateEnum
CREATE TYPE "EpisodeKind" AS ENUM ('inpatient', 'outpatient', 'emergencyStay', 'healthStation');

-- CreateEnum
CREATE TYPE "FileKind" AS ENUM ('film', 'ecg', 'lab', 'document', 'consent', 'dicom', 'video', 'other');

-- CreateEnum
CREATE TYPE "OpinionKind" AS ENUM ('opinion', 'conclusion');

-- CreateEnum
CREATE TYPE "Disposition" AS ENUM ('keep', 'transferNow', 'needMore');

-- CreateEnum
CREATE TYPE "Transport" AS ENUM ('escortedAmbulance', 'ambulance', 'hospitalVehicle', 'ownMeans');

-- CreateEnum
CREATE TYPE "ApprovalOutcome" AS ENUM ('approved', 'returned', 'rejected');

-- CreateEnum
CREATE TYPE "ClockKind" AS ENUM ('approval', 'reach', 'answer', 'supplement', 'decision', 'followUp', 'consent');

-- CreateEnum
CREATE TYPE "CallOutcome" AS ENUM ('reached', 'noAnswer', 'busy', 'wrongNumber');

-- CreateEnum
CREATE TYPE "ConsentForm" AS ENUM ('paper', 'electronic', 'verbal');

-- CreateEnum
CREATE TYPE "ConsentKind" AS ENUM ('given', 'emergency', 'withdrawn');

-- CreateEnum
CREATE TYPE "AlertMarkKind" AS ENUM ('activated', 'acknowledged', 'connected', 'guidance', 'teamSent', 'escortedReferral', 'ended');

-- CreateEnum
CREATE TYPE "UploadState" AS ENUM ('receiving', 'checking', 'accepted', 'refused');

-- CreateEnum
CREATE TYPE "DutyKind" AS ENUM ('specialist', 'doctor', 'leader');

-- CreateEnum
CREATE TYPE "SwapState" AS ENUM ('proposed', 'agreed', 'refused', 'withdrawn');

-- CreateEnum
CREATE TYPE "Channel" AS ENUM ('push', 'sms', 'mail');

-- CreateEnum
CREATE TYPE "DeliveryState" AS ENUM ('waiting', 'sent', 'failed', 'merged', 'uncertain', 'dropped');

-- CreateEnum
CREATE TYPE "ConferenceKind" AS ENUM ('conference', 'quick', 'alert');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "ConsultState" ADD VALUE 'awaitingApproval';
ALTER TYPE "ConsultState" ADD VALUE 'rejected';

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "AccessKind" ADD VALUE 'duty';
ALTER TYPE "AccessKind" ADD VALUE 'department';
ALTER TYPE "AccessKind" ADD VALUE 'approver';
ALTER TYPE "AccessKind" ADD VALUE 'receiving';

-- DropIndex
DROP INDEX "Opinion_consultId_version_key";

-- AlterTable
ALTER TABLE "Consult" ADD COLUMN     "birthYear" INTEGER,
ADD COLUMN     "clinical" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "episodeKind" "EpisodeKind",
ADD COLUMN     "receivingId" UUID,
ADD COLUMN     "round" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "ConsultIdentity" ADD COLUMN     "address" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "birthDate" DATE,
ADD COLUMN     "ethnicity" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "insuranceNumber" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "nationalId" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "occupation" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "summary" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "Question" ADD COLUMN     "round" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "ConsultFile" ADD COLUMN     "instanceNumber" INTEGER,
ADD COLUMN     "kind" "FileKind" NOT NULL DEFAULT 'other',
ADD COLUMN     "messageId" UUID,
ADD COLUMN     "recallReason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "recalledAt" TIMESTAMPTZ(3),
ADD COLUMN     "recalledById" UUID,
ADD COLUMN     "seriesId" UUID;

-- AlterTable
ALTER TABLE "Opinion" ADD COLUMN     "disposition" "Disposition",
ADD COLUMN     "kind" "OpinionKind" NOT NULL DEFAULT 'conclusion',
ADD COLUMN     "missing" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "round" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "together" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Decision" ADD COLUMN     "requestVersion" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "FollowUp" ADD COLUMN     "hospitalId" UUID;

-- AlterTable
ALTER TABLE "Paper" ADD COLUMN     "round" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Notice" ADD COLUMN     "acknowledgedAt" TIMESTAMPTZ(3),
ADD COLUMN     "level" "Level",
ADD COLUMN     "rings" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "settledAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Conference" ADD COLUMN     "kind" "ConferenceKind" NOT NULL DEFAULT 'conference',
ADD COLUMN     "outcome" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "CalendarDay" (
    "day" DATE NOT NULL,
    "working" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "CalendarDay_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "RequestRead" (
    "consultId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RequestRead_pkey" PRIMARY KEY ("consultId","personId","version")
);

-- CreateTable
CREATE TABLE "Dissent" (
    "id" UUID NOT NULL,
    "opinionId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "text" TEXT NOT NULL,
    "afterwards" BOOLEAN NOT NULL,

    CONSTRAINT "Dissent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Referral" (
    "id" UUID NOT NULL,
    "consultId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "personId" UUID NOT NULL,
    "receivingId" UUID,
    "place" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL,
    "transport" "Transport" NOT NULL,

    CONSTRAINT "Referral_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EarlierOutcome" (
    "id" UUID NOT NULL,
    "consultId" UUID NOT NULL,
    "reopenedAt" TIMESTAMPTZ(3) NOT NULL,
    "endKind" "EndKind" NOT NULL,
    "endedOn" DATE NOT NULL,
    "result" "TreatmentResult",
    "treatedOnSite" BOOLEAN,
    "diagnosisChange" "DiagnosisChange",
    "usefulness" INTEGER,
    "remark" TEXT NOT NULL DEFAULT '',
    "evaluatedAt" TIMESTAMPTZ(3),
    "evaluatedById" UUID,
    "readmissionAt" TIMESTAMPTZ(3),
    "readmissionById" UUID,
    "readmitted" BOOLEAN,
    "readmissionNote" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "EarlierOutcome_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConsultSpecialist" (
    "id" UUID NOT NULL,
    "consultId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "round" INTEGER NOT NULL DEFAULT 1,
    "assignedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ConsultSpecialist_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Handover" (
    "id" UUID NOT NULL,
    "consultId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "fromId" UUID NOT NULL,
    "toId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Handover_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Approval" (
    "id" UUID NOT NULL,
    "consultId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" "ApprovalOutcome" NOT NULL,
    "approverId" UUID NOT NULL,
    "byTelephone" BOOLEAN NOT NULL DEFAULT false,
    "recordedById" UUID NOT NULL,
    "confirmedAt" TIMESTAMPTZ(3),
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConsultClock" (
    "consultId" UUID NOT NULL,
    "kind" "ClockKind" NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "remindedAt" TIMESTAMPTZ(3),
    "escalatedAt" TIMESTAMPTZ(3),
    "rung" INTEGER NOT NULL DEFAULT 0,
    "nextAt" TIMESTAMPTZ(3),
    "doneAt" TIMESTAMPTZ(3),
    "unreached" BOOLEAN NOT NULL DEFAULT false,
    "toldIds" UUID[] DEFAULT ARRAY[]::UUID[],
    "seenAt" TIMESTAMPTZ(3),
    "seenById" UUID,

    CONSTRAINT "ConsultClock_pkey" PRIMARY KEY ("consultId","kind")
);

-- CreateTable
CREATE TABLE "ConsultCall" (
    "id" UUID NOT NULL,
    "consultId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "byId" UUID NOT NULL,
    "hospitalId" UUID NOT NULL,
    "calledId" UUID,
    "number" TEXT NOT NULL DEFAULT '',
    "outcome" "CallOutcome" NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "ConsultCall_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ThreadMessage" (
    "id" UUID NOT NULL,
    "consultId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "personId" UUID NOT NULL,
    "hospitalId" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "ThreadMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ThreadRead" (
    "consultId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "upTo" INTEGER NOT NULL,

    CONSTRAINT "ThreadRead_pkey" PRIMARY KEY ("consultId","personId")
);

-- CreateTable
CREATE TABLE "Consent" (
    "id" UUID NOT NULL,
    "consultId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" "ConsentKind" NOT NULL,
    "form" "ConsentForm" NOT NULL DEFAULT 'paper',
    "purpose" TEXT NOT NULL DEFAULT '',
    "textVersion" TEXT NOT NULL DEFAULT '',
    "personName" TEXT NOT NULL DEFAULT '',
    "relation" TEXT NOT NULL DEFAULT '',
    "representative" BOOLEAN NOT NULL DEFAULT false,
    "childAgreed" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT NOT NULL DEFAULT '',
    "fileId" UUID,
    "recordedById" UUID NOT NULL,

    CONSTRAINT "Consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RedAlert" (
    "consultId" UUID NOT NULL,
    "activatedAt" TIMESTAMPTZ(3) NOT NULL,
    "activatedById" UUID NOT NULL,
    "conferenceId" UUID,
    "endedAt" TIMESTAMPTZ(3),
    "summary" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "RedAlert_pkey" PRIMARY KEY ("consultId")
);

-- CreateTable
CREATE TABLE "AlertMark" (
    "id" UUID NOT NULL,
    "consultId" UUID NOT NULL,
    "kind" "AlertMarkKind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "personId" UUID NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "AlertMark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Readmission" (
    "consultId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "personId" UUID NOT NULL,
    "readmitted" BOOLEAN,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Readmission_pkey" PRIMARY KEY ("consultId")
);

-- CreateTable
CREATE TABLE "Upload" (
    "id" UUID NOT NULL,
    "consultId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "hospitalId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "received" BIGINT NOT NULL DEFAULT 0,
    "state" "UploadState" NOT NULL DEFAULT 'receiving',
    "problem" TEXT NOT NULL DEFAULT '',
    "kind" "FileKind" NOT NULL DEFAULT 'other',
    "passId" UUID,
    "mark" TEXT NOT NULL DEFAULT '',
    "files" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CameraPass" (
    "id" UUID NOT NULL,
    "consultId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "membershipId" UUID NOT NULL,
    "hospitalId" UUID NOT NULL,
    "kind" "FileKind" NOT NULL DEFAULT 'other',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "CameraPass_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DicomStudy" (
    "id" UUID NOT NULL,
    "consultId" UUID NOT NULL,
    "studyUid" TEXT NOT NULL,
    "studiedAt" TIMESTAMPTZ(3),
    "description" TEXT NOT NULL DEFAULT '',
    "patientName" TEXT NOT NULL DEFAULT '',
    "patientSex" TEXT NOT NULL DEFAULT '',
    "birthDate" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "DicomStudy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DicomSeries" (
    "id" UUID NOT NULL,
    "studyId" UUID NOT NULL,
    "seriesUid" TEXT NOT NULL,
    "number" INTEGER,
    "modality" TEXT NOT NULL DEFAULT '',
    "description" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "DicomSeries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DutyShift" (
    "id" UUID NOT NULL,
    "hospitalId" UUID NOT NULL,
    "kind" "DutyKind" NOT NULL,
    "specialtyCode" TEXT,
    "departmentId" UUID,
    "personId" UUID NOT NULL,
    "rank" INTEGER NOT NULL DEFAULT 1,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "telephone" TEXT NOT NULL DEFAULT '',
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "cancelledAt" TIMESTAMPTZ(3),
    "replacesId" UUID,

    CONSTRAINT "DutyShift_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BusyTime" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "hospitalId" UUID NOT NULL,
    "fromAt" TIMESTAMPTZ(3) NOT NULL,
    "untilAt" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "BusyTime_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DutySwap" (
    "id" UUID NOT NULL,
    "hospitalId" UUID NOT NULL,
    "shiftId" UUID NOT NULL,
    "withShiftId" UUID,
    "toPersonId" UUID NOT NULL,
    "proposedById" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" "SwapState" NOT NULL DEFAULT 'proposed',
    "decidedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "DutySwap_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HospitalSetting" (
    "hospitalId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedById" UUID,

    CONSTRAINT "HospitalSetting_pkey" PRIMARY KEY ("hospitalId","key")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" UUID NOT NULL,
    "noticeId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "channel" "Channel" NOT NULL,
    "state" "DeliveryState" NOT NULL DEFAULT 'waiting',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "batch" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "mailId" UUID,
    "takenAt" TIMESTAMPTZ(3),
    "sentAt" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PushSubscription" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "endpoint" TEXT NOT NULL,
    "p256dh" TEXT NOT NULL,
    "auth" TEXT NOT NULL,
    "userAgent" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "failedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PushSubscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReachChoice" (
    "personId" UUID NOT NULL,
    "push" BOOLEAN NOT NULL DEFAULT true,
    "sms" BOOLEAN NOT NULL DEFAULT true,
    "mail" BOOLEAN NOT NULL DEFAULT true,
    "quietFrom" INTEGER NOT NULL DEFAULT 1260,
    "quietUntil" INTEGER NOT NULL DEFAULT 360,
    "digest" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "ReachChoice_pkey" PRIMARY KEY ("personId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Dissent_opinionId_number_personId_key" ON "Dissent"("opinionId", "number", "personId");

-- CreateIndex
CREATE INDEX "Referral_consultId_at_idx" ON "Referral"("consultId", "at");

-- CreateIndex
CREATE INDEX "EarlierOutcome_consultId_reopenedAt_idx" ON "EarlierOutcome"("consultId", "reopenedAt");

-- CreateIndex
CREATE UNIQUE INDEX "ConsultSpecialist_consultId_personId_round_key" ON "ConsultSpecialist"("consultId", "personId", "round");

-- CreateIndex
CREATE INDEX "Handover_consultId_at_idx" ON "Handover"("consultId", "at");

-- CreateIndex
CREATE INDEX "Approval_consultId_at_idx" ON "Approval"("consultId", "at");

-- CreateIndex
CREATE INDEX "ConsultCall_consultId_at_idx" ON "ConsultCall"("consultId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "ThreadMessage_consultId_number_key" ON "ThreadMessage"("consultId", "number");

-- CreateIndex
CREATE INDEX "Consent_consultId_at_idx" ON "Consent"("consultId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "AlertMark_consultId_kind_personId_key" ON "AlertMark"("consultId", "kind", "personId");

-- CreateIndex
CREATE INDEX "Upload_consultId_idx" ON "Upload"("consultId");

-- CreateIndex
CREATE UNIQUE INDEX "CameraPass_tokenHash_key" ON "CameraPass"("tokenHash");

-- CreateIndex
CREATE INDEX "CameraPass_consultId_idx" ON "CameraPass"("consultId");

-- CreateIndex
CREATE UNIQUE INDEX "DicomStudy_consultId_studyUid_key" ON "DicomStudy"("consultId", "studyUid");

-- CreateIndex
CREATE UNIQUE INDEX "DicomSeries_studyId_seriesUid_key" ON "DicomSeries"("studyId", "seriesUid");

-- CreateIndex
CREATE INDEX "DutyShift_hospitalId_startsAt_endsAt_idx" ON "DutyShift"("hospitalId", "startsAt", "endsAt");

-- CreateIndex
CREATE INDEX "DutyShift_personId_startsAt_idx" ON "DutyShift"("personId", "startsAt");

-- CreateIndex
CREATE INDEX "BusyTime_personId_untilAt_idx" ON "BusyTime"("personId", "untilAt");

-- CreateIndex
CREATE INDEX "DutySwap_hospitalId_state_idx" ON "DutySwap"("hospitalId", "state");

-- CreateIndex
CREATE INDEX "DutySwap_toPersonId_state_idx" ON "DutySwap"("toPersonId", "state");

-- CreateIndex
CREATE INDEX "Delivery_personId_state_at_idx" ON "Delivery"("personId", "state", "at");

-- CreateIndex
CREATE INDEX "Delivery_state_dueAt_idx" ON "Delivery"("state", "dueAt");

-- CreateIndex
CREATE INDEX "Delivery_mailId_idx" ON "Delivery"("mailId");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_noticeId_channel_key" ON "Delivery"("noticeId", "channel");

-- CreateIndex
CREATE UNIQUE INDEX "PushSubscription_endpoint_key" ON "PushSubscription"("endpoint");

-- CreateIndex
CREATE INDEX "PushSubscription_personId_idx" ON "PushSubscription"("personId");

-- CreateIndex
CREATE INDEX "ConsultFile_seriesId_instanceNumber_idx" ON "ConsultFile"("seriesId", "instanceNumber");

-- CreateIndex
CREATE UNIQUE INDEX "Opinion_consultId_specialistId_round_kind_version_key" ON "Opinion"("consultId", "specialistId", "round", "kind", "version");

-- CreateIndex
CREATE INDEX "Notice_href_idx" ON "Notice"("href");

-- AddForeignKey
ALTER TABLE "RequestRead" ADD CONSTRAINT "RequestRead_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsultFile" ADD CONSTRAINT "ConsultFile_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "DicomSeries"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsultFile" ADD CONSTRAINT "ConsultFile_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "ThreadMessage"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Dissent" ADD CONSTRAINT "Dissent_opinionId_fkey" FOREIGN KEY ("opinionId") REFERENCES "Opinion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Referral" ADD CONSTRAINT "Referral_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EarlierOutcome" ADD CONSTRAINT "EarlierOutcome_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsultSpecialist" ADD CONSTRAINT "ConsultSpecialist_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Handover" ADD CONSTRAINT "Handover_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Approval" ADD CONSTRAINT "Approval_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsultClock" ADD CONSTRAINT "ConsultClock_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsultCall" ADD CONSTRAINT "ConsultCall_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ThreadMessage" ADD CONSTRAINT "ThreadMessage_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ThreadRead" ADD CONSTRAINT "ThreadRead_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consent" ADD CONSTRAINT "Consent_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RedAlert" ADD CONSTRAINT "RedAlert_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AlertMark" ADD CONSTRAINT "AlertMark_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "RedAlert"("consultId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Readmission" ADD CONSTRAINT "Readmission_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CameraPass" ADD CONSTRAINT "CameraPass_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DicomStudy" ADD CONSTRAINT "DicomStudy_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DicomSeries" ADD CONSTRAINT "DicomSeries_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "DicomStudy"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: what the schema cannot say

-- The sweep of each minute asks for these among all clocks there ever were.
CREATE INDEX "ConsultClock_due" ON "ConsultClock" ("nextAt") WHERE "nextAt" IS NOT NULL;
-- One room of each consult at a time that is neither planned nor over: of two who press at once the second joins the first.
CREATE UNIQUE INDEX "Conference_one_call" ON "Conference" ("consultId", "kind") WHERE "state" = 'open' AND "kind" <> 'conference';

-- Consent: what was given, or taken back, is a row of its own for ever; a representative has a name, an emergency its reason.
ALTER TABLE "Consent" ADD CONSTRAINT consent_says_who CHECK ("kind" <> 'given' OR ("relation" <> '' AND "purpose" <> '' AND "textVersion" <> '' AND (NOT "representative" OR "personName" <> '')));
ALTER TABLE "Consent" ADD CONSTRAINT consent_says_why CHECK ("kind" = 'given' OR "reason" <> '');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "Consent" FOR EACH ROW EXECUTE FUNCTION refuse_change();
-- What was said between two hospitals, a referral, and an outcome from before a reopening stay as they were written.
ALTER TABLE "ThreadMessage" ADD CONSTRAINT "ThreadMessage_number" CHECK ("number" >= 1);
ALTER TABLE "Referral" ADD CONSTRAINT "Referral_somewhere" CHECK ("receivingId" IS NOT NULL OR "place" <> '');
ALTER TABLE "EarlierOutcome" ADD CONSTRAINT "EarlierOutcome_usefulness" CHECK ("usefulness" BETWEEN 1 AND 5);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "ThreadMessage" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "Referral" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "EarlierOutcome" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A duty has an end after its beginning, of two days at most, and belongs to the line its kind needs. Nobody stands twice in one line at one time.
ALTER TABLE "DutyShift" ADD CONSTRAINT "DutyShift_order" CHECK ("startsAt" < "endsAt" AND "endsAt" - "startsAt" <= interval '48 hours');
ALTER TABLE "DutyShift" ADD CONSTRAINT "DutyShift_rank" CHECK ("rank" BETWEEN 1 AND 9);
ALTER TABLE "DutyShift" ADD CONSTRAINT "DutyShift_line" CHECK (
  ("kind" = 'specialist' AND "departmentId" IS NULL) OR ("kind" = 'doctor' AND "departmentId" IS NOT NULL AND "specialtyCode" IS NULL)
  OR ("kind" = 'leader' AND "departmentId" IS NULL AND "specialtyCode" IS NULL));
ALTER TABLE "DutyShift" ADD CONSTRAINT "DutyShift_once" EXCLUDE USING gist (
  "hospitalId" WITH =, "personId" WITH =, "kind" WITH =, (coalesce("specialtyCode", '')) WITH =, (coalesce("departmentId", '00000000-0000-0000-0000-000000000000'::uuid)) WITH =,
  tstzrange("startsAt", "endsAt") WITH &&) WHERE ("cancelledAt" IS NULL);
ALTER TABLE "BusyTime" ADD CONSTRAINT "BusyTime_order" CHECK ("fromAt" < "untilAt");
CREATE UNIQUE INDEX "DutySwap_one_proposal" ON "DutySwap" ("shiftId") WHERE "state" = 'proposed';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "Handover" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fixed BEFORE UPDATE ON "Approval" FOR EACH ROW EXECUTE FUNCTION refuse_other_change('confirmedAt');

-- Opinions: of two who conclude at once one is refused; who does not agree stays on record. Specialists of consults from before stand in the list.
CREATE UNIQUE INDEX "Opinion_one_answer" ON "Opinion" ("consultId", "round", "version") WHERE "kind" = 'conclusion' AND "confirmedAt" IS NOT NULL;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "Dissent" FOR EACH ROW EXECUTE FUNCTION refuse_change();
INSERT INTO "ConsultSpecialist" ("id", "consultId", "personId", "assignedAt")
  SELECT gen_random_uuid(), "id", "specialistId", coalesce("acceptedAt", "sentAt", "createdAt") FROM "Consult" WHERE "specialistId" IS NOT NULL;

-- Files: the same picture is once in its series, what was recalled says why, and no upload holds more than it said it would.
CREATE UNIQUE INDEX "ConsultFile_one_instance" ON "ConsultFile" ("seriesId", "sha256") WHERE "seriesId" IS NOT NULL AND "recalledAt" IS NULL;
ALTER TABLE "ConsultFile" ADD CONSTRAINT "ConsultFile_recalled" CHECK (("recalledAt" IS NULL) = ("recalledById" IS NULL) AND ("recalledAt" IS NULL OR "recallReason" <> ''));
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_size" CHECK ("size" BETWEEN 0 AND 524288000 AND "received" BETWEEN 0 AND "size");
ALTER TABLE "CameraPass" ADD CONSTRAINT "CameraPass_time" CHECK ("createdAt" < "expiresAt" AND "expiresAt" - "createdAt" <= interval '15 minutes');
